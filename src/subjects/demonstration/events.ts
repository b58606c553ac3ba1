/** A target as adopted; decimals are text, exact. */
export type DemoTarget = {
  id: string;
  indicator: string;
  /** Code of the catalogued indicator; null where only the plan names it. */
  code: string | null;
  comparator: 'eq' | 'ge' | 'le' | 'gt' | 'lt' | 'range' | 'add';
  value: string | null;
  low: string | null;
  high: string | null;
  /** Stated, or implied by an increment and its stock. */
  baseline: string | null;
  unit: string | null;
  dueOn: string;
};

/** A task as adopted. `unitCodes` are its other units, without the lead. */
export type DemoTask = {
  id: string;
  version: number;
  number: string | null;
  title: string;
  leadUnitCode: string | null;
  unitCodes: string[];
  startOn: string;
  dueOn: string;
  targets: DemoTarget[];
};

export type DemoFile = { name: string; mediaType: string; bytes: Uint8Array };

export type DemoReport = {
  period: string;
  percent: number;
  summary: string;
  problem: string;
  nextStep: string;
  /** Of the whole where the lead reports, of the part where a county does. */
  values: { targetId: string; value: string }[];
  files: DemoFile[];
};

type Deed =
  | { kind: 'send' }
  | { kind: 'sign'; unitCode: string }
  | { kind: 'milestone-plan'; title: string; dueOn: string }
  | { kind: 'milestone-done'; title: string; doneOn: string }
  /** The same unit and period again: handed in once more after it was returned. */
  | ({ kind: 'report-submit'; unitCode: string } & DemoReport)
  | { kind: 'report-return'; unitCode: string; period: string; reason: string }
  | { kind: 'report-accept'; unitCode: string; period: string }
  | { kind: 'comment'; body: string }
  | { kind: 'instruction'; body: string }
  | { kind: 'finish' };

/** What somebody did to a task. `at` has the offset of the bureau's clock: 2026-03-02T09:15:00+08:00, so text order is time order. */
export type DemoEvent = { at: string; taskId: string; login: string } & Deed;
export type DemoDeed = Deed;
