import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChangedUnit, Step } from '../../../subjects/reporting/review-schema';
import { ApiError, useWrite } from '../../api';
import { tell } from '../../parts/tell';

/** A unit with the version that was looked at. */
export type Seen = { unitId: string; version: number };

/** What stopped a deed: it changed meanwhile, a lead department doubts it, or something else. */
export type Stopped = { units: Seen[]; error: ApiError };

export type Deed = {
  step: Step;
  busy: boolean;
  stopped: Stopped | null;
  /** Approves or accepts these; false where it was stopped. */
  run: (units: readonly Seen[], despiteQueries?: string) => Promise<boolean>;
  drop: () => void;
};

/** Units whose cells are doubted, of the refusal `open-queries`. */
export const doubtedOf = ({ error }: Stopped): string[] | null =>
  error.detail.code === 'open-queries' && Array.isArray(error.detail.unitIds)
    ? (error.detail.unitIds as string[])
    : null;

/** What changed since it was looked at, of the refusal `changed-meanwhile`. */
export const changedOf = ({ error }: Stopped): ChangedUnit[] | null =>
  error.code === 'changed-meanwhile' && Array.isArray(error.detail.units)
    ? (error.detail.units as ChangedUnit[])
    : null;

/** 审核通过 and 核定, of one or of many: all or nothing, and what stopped it. */
export const useDeed = (window: { formId: string; period: string }, step: Step, onDone?: () => void): Deed => {
  const { t } = useTranslation('review');
  const approve = useWrite('reporting.approve');
  const accept = useWrite('reporting.accept');
  const [stopped, setStopped] = useState<Stopped | null>(null);
  const run = async (units: readonly Seen[], despiteQueries = ''): Promise<boolean> => {
    try {
      const input = { ...window, units: [...units] };
      const { count } =
        step === 'approve'
          ? await approve.mutateAsync(input)
          : await accept.mutateAsync({ ...input, ...(despiteQueries ? { despiteQueries } : {}) });
      setStopped(null);
      tell(t(`step.${step}.done`, { count }));
      onDone?.();
      return true;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setStopped({ units: [...units], error });
      return false;
    }
  };
  return { step, busy: approve.isPending || accept.isPending, stopped, run, drop: () => setStopped(null) };
};
