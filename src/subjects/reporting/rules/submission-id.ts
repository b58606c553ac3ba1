import type { SubmissionKey } from '../schema';

/** A submission as the audit names it: form, period, unit. */
export const submissionId = ({ formId, period, unitId }: SubmissionKey): string => `${formId}/${period}/${unitId}`;
