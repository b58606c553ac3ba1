import type { ReportRow, TaskPage } from '../../../subjects/tasks/schema';
import type { DroppedFile } from '../../parts/file-drop';

export type ReportDuty = TaskPage['may']['report'][number];

/** What is being written. `values` holds what was typed, by target; nothing typed is nothing reported. */
export type ReportDraft = {
  percent: number;
  summary: string;
  problem: string;
  nextStep: string;
  values: Record<string, string>;
  files: DroppedFile[];
  /** Version of the report on the server that this began from. */
  version: number | undefined;
  /** Mark of what was last sent to the server from here, whether or not its answer arrived. */
  sent?: string;
};

/** The newest report of the unit before a period that was handed in: where this month starts from. */
export const lastReport = (task: Pick<TaskPage, 'reports'>, { unitId, period }: ReportDuty): ReportRow | undefined =>
  task.reports
    .filter(report => report.unitId === unitId && report.period < period && report.status !== 'draft')
    .toSorted((a, b) => b.period.localeCompare(a.period))[0];

const valuesOf = (values: ReportRow['values']): Record<string, string> =>
  Object.fromEntries(values.map(({ targetId, value }) => [targetId, value]));

/** Begins with what was written before: the draft or returned report itself, else last month's figures without its words. */
export const beginReport = (task: TaskPage, duty: ReportDuty): ReportDraft => {
  const own = task.reports.find(({ id }) => id === duty.reportId);
  if (own) {
    const { summary, problem, nextStep, files, version } = own;
    const percent = own.percent ?? lastReport(task, duty)?.percent ?? 0;
    return { percent, summary, problem, nextStep, values: valuesOf(own.values), files, version };
  }
  const last = lastReport(task, duty);
  return {
    percent: last?.percent ?? task.units.find(({ unitId }) => unitId === duty.unitId)?.percent ?? 0,
    summary: '',
    problem: last?.problem ?? '',
    nextStep: '',
    values: last ? valuesOf(last.values) : {},
    files: [],
    version: undefined,
  };
};

const NUMBER = /^-?\d{1,15}(\.\d{1,6})?$/;

/** A typed number as the server takes it: full width digits and thousands marks are fine, `.5` is 0.5; null where it is none. */
export const readNumber = (typed: string): string | null => {
  const plain = typed
    .normalize('NFKC')
    .replaceAll(/[\s,，%]/g, '')
    .replace(/^(-?)\./, '$10.')
    .replace(/\.$/, '');
  return NUMBER.test(plain) ? plain : null;
};

/** Targets whose typed value is no number. */
export const wrongValues = (draft: ReportDraft): string[] =>
  Object.entries(draft.values)
    .filter(([, typed]) => typed.trim() !== '' && readNumber(typed) === null)
    .map(([targetId]) => targetId);

/** What a report says, as one text: tells one's own words from another's. */
export const wordsMark = (report: {
  percent?: number | null;
  summary?: string;
  problem?: string;
  nextStep?: string;
}): string => JSON.stringify([report.percent, report.summary, report.problem, report.nextStep]);

/** As the operations take it; values that are no numbers are left away. */
export const reportBody = (draft: ReportDraft) => ({
  percent: draft.percent,
  summary: draft.summary.trim(),
  problem: draft.problem.trim(),
  nextStep: draft.nextStep.trim(),
  values: Object.entries(draft.values).flatMap(([targetId, typed]) => {
    const value = readNumber(typed);
    return value === null ? [] : [{ targetId, value }];
  }),
  fileIds: draft.files.map(({ id }) => id),
  ...(draft.version === undefined ? {} : { version: draft.version }),
});
