import { z } from 'zod';
import type { DateText, Id, Timestamp } from '../../platform/database/tables';
import { day } from '../../platform/day';
import { listOf } from '../../platform/list-of';
import type { AdoptTarget, TaskTarget } from '../indicators/schema';
import { id } from '../org/schema';

/** 亮灯: green 正常, yellow 预警, red 滞后/超期, grey 未启动, blue 已办结. */
export const lights = ['red', 'yellow', 'green', 'grey', 'blue'] as const;
export type Light = (typeof lights)[number];

/** Why a light is as it is: a code of `locales/…/light.json` and the figures of its sentence. */
export type LightReason = { code: string } & Record<string, string | number>;

/** draft 待下发, sent 待签收, active 推进中, done 已办结. */
export const taskStatuses = ['draft', 'sent', 'active', 'done'] as const;
export type TaskStatus = (typeof taskStatuses)[number];
export const taskSources = ['plan', 'instruction', 'meeting', 'proposal', 'manual'] as const;
export type TaskSource = (typeof taskSources)[number];
/** 反馈频次. */
export const rhythms = ['weekly', 'monthly', 'quarterly', 'none'] as const;
export type Rhythm = (typeof rhythms)[number];
export type UnitRole = 'lead' | 'assist' | 'responsible';
export type ReportStatus = 'draft' | 'submitted' | 'returned' | 'accepted';

/** What was handed in: kept whole for each round. */
export type SubmissionBody = {
  percent: number;
  summary: string;
  problem: string;
  nextStep: string;
  values: { targetId: Id; value: string }[];
  files: { id: Id; name: string }[];
};

const text = (max: number) => z.string().trim().max(max);
/** 2026-08, 2026-Q3, 2026-W35. */
export const period = z.string().regex(/^\d{4}-(0[1-9]|1[0-2]|Q[1-4]|W(0[1-9]|[1-4]\d|5[0-3]))$/);

/** Filters of the ledger; the same fields stand in its address. */
export const ledgerFilter = z.object({
  year: z.coerce.number().int().min(2000).max(2100),
  /** Words of search; every word must occur in number, title, content or unit names. */
  q: z.string().trim().max(100).default(''),
  light: listOf(z.enum(lights)),
  status: listOf(z.enum(taskStatuses)),
  /** Lead units. */
  lead: listOf(id),
  /** Units in any role. */
  unit: listOf(id),
  source: listOf(z.enum(taskSources)),
  planId: id.optional(),
  section: z.string().max(200).optional(),
  dueFrom: day.optional(),
  dueTo: day.optional(),
  /** Only tasks that the caller's own units have. */
  mine: z.enum(['true', 'false']).default('false'),
});
export const ledgerSorts = ['sort', 'due', 'light', 'percent', 'lead', 'updated', 'title'] as const;
export const ledgerGroups = ['none', 'light', 'lead', 'section', 'status', 'due-month'] as const;
export const ledgerInput = ledgerFilter.extend({
  sort: z.enum(ledgerSorts).default('sort'),
  direction: z.enum(['asc', 'desc']).default('asc'),
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
/** An export takes what the ledger shows, in its order, without pages. */
export const exportInput = ledgerInput.omit({ offset: true, limit: true });
export const groupsInput = ledgerFilter.extend({ group: z.enum(ledgerGroups).exclude(['none']) });

/** One row of the ledger: `tasks.list`. */
export type TaskRow = {
  id: Id;
  number: string | null;
  section: string | null;
  title: string;
  source: TaskSource;
  status: TaskStatus;
  light: Light;
  lightReason: LightReason;
  leadUnitId: Id | null;
  leadUnitName: string | null;
  /** Names of the other units, in order. */
  units: string[];
  leaderName: string | null;
  startOn: DateText;
  dueOn: DateText;
  dueAssumed: boolean;
  /** The revised plan no longer has its item. */
  dropped: boolean;
  percent: number;
  lastPeriod: string | null;
  targets: number;
  version: number;
};
export type LedgerPage = { total: number; rows: TaskRow[] };
export type LedgerGroup = { key: string; label: string; count: number; lights: Record<Light, number>; percent: number };

export type MilestoneRow = { id: Id; title: string; dueOn: DateText; doneOn: DateText | null; version: number };

export type ReportRow = {
  id: Id;
  unitId: Id;
  unitName: string;
  period: string;
  status: ReportStatus;
  percent: number | null;
  summary: string;
  problem: string;
  nextStep: string;
  values: { targetId: Id; value: string }[];
  files: { id: Id; name: string; mediaType: string; size: number }[];
  submittedAt: Timestamp | null;
  submittedBy: string | null;
  reviewedAt: Timestamp | null;
  reviewedBy: string | null;
  returnReason: string | null;
  /** The round before, so that the difference can be shown; null at the first. */
  previous: SubmissionBody | null;
  rounds: number;
  version: number;
};

export type TaskUnitRow = {
  unitId: Id;
  unitName: string;
  unitKind: string;
  role: UnitRole;
  writtenAs: string | null;
  signedAt: Timestamp | null;
  signedBy: string | null;
  percent: number | null;
  light: Light;
  lightReason: LightReason;
  /** False where the caller may know that the unit is in the task, but not how it stands: the fields above are empty then. */
  shown: boolean;
};

export type CommentRow = {
  id: Id;
  kind: 'comment' | 'instruction';
  body: string;
  by: string;
  byTitle: string | null;
  at: Timestamp;
};

// Targets belong to the subject indicators; a task page shows them.
export type { TaskTarget } from '../indicators/schema';

/** `tasks.get`: the task page and the drawer. */
export type TaskPage = Omit<TaskRow, 'targets' | 'units'> & {
  year: number;
  content: string;
  rhythm: Rhythm;
  plan: { id: Id; title: string; nodeId: string; span: [number, number]; sentence: string } | null;
  units: TaskUnitRow[];
  milestones: MilestoneRow[];
  targets: TaskTarget[];
  reports: ReportRow[];
  comments: CommentRow[];
  sentAt: Timestamp | null;
  signedAt: Timestamp | null;
  doneAt: Timestamp | null;
  /** When a revised plan no longer had its item; null while it has. */
  droppedAt: Timestamp | null;
  /** What the caller may do here now. */
  may: {
    edit: boolean;
    assign: boolean;
    send: boolean;
    /** Units of the caller that have yet to sign. */
    sign: { unitId: Id; unitName: string }[];
    /** Units of the caller that report, each with its current period and the report of it, if begun. */
    report: { unitId: Id; unitName: string; period: string; dueOn: DateText; reportId: Id | null }[];
    review: boolean;
    finish: boolean;
    milestones: boolean;
    comment: boolean;
    instruct: boolean;
  };
};

/** `tasks.history`: every change of the task and what hangs on it, newest first. */
export type HistoryRow = {
  id: Id;
  at: Timestamp;
  by: string | null;
  operation: string;
  kind: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
};

// Inputs of the writes. Every edit of something that others edit carries the version it began from.
export const taskRef = z.object({ taskId: id });
export const editTaskInput = z.object({
  taskId: id,
  version: z.number().int(),
  title: text(300).min(1).optional(),
  content: text(5000).optional(),
  dueOn: day.optional(),
  startOn: day.optional(),
  leaderName: text(50).nullable().optional(),
  rhythm: z.enum(rhythms).optional(),
});
export const createTaskInput = z.object({
  year: z.number().int(),
  source: z.enum(taskSources).exclude(['plan']),
  title: text(300).min(1),
  content: text(5000).default(''),
  leadUnitId: id,
  unitIds: z.array(id).max(100).default([]),
  dueOn: day,
  rhythm: z.enum(rhythms).default('monthly'),
});
export const assignInput = z.object({
  tasks: z
    .array(z.object({ taskId: id, version: z.number().int() }))
    .min(1)
    .max(500),
  leadUnitId: id.optional(),
  addUnitIds: z.array(id).max(100).default([]),
  removeUnitIds: z.array(id).max(100).default([]),
  dueOn: day.optional(),
  leaderName: text(50).nullable().optional(),
});
export const sendInput = z.object({ taskIds: z.array(id).min(1).max(1000) });
export const signInput = z.object({
  tasks: z
    .array(z.object({ taskId: id, unitId: id }))
    .min(1)
    .max(500),
});
export const milestoneInput = z.object({
  taskId: id,
  milestoneId: id.optional(),
  version: z.number().int().optional(),
  title: text(200).min(1),
  dueOn: day,
});
export const finishMilestoneInput = z.object({ milestoneId: id, doneOn: day.nullable() });
export const removeMilestoneInput = z.object({ milestoneId: id });
const reportBody = {
  percent: z.number().int().min(0).max(100),
  summary: text(5000),
  problem: text(5000).default(''),
  nextStep: text(5000).default(''),
  values: z
    .array(z.object({ targetId: id, value: z.string().regex(/^-?\d{1,15}(\.\d{1,6})?$/) }))
    .max(50)
    .default([]),
  fileIds: z.array(id).max(30).default([]),
};
/** `version` is that of the report where one was begun. */
export const saveReportInput = z.object({
  taskId: id,
  unitId: id,
  period,
  version: z.number().int().optional(),
  ...reportBody,
  percent: reportBody.percent.nullable(),
});
export const submitReportInput = z.object({
  taskId: id,
  unitId: id,
  period,
  version: z.number().int().optional(),
  ...reportBody,
  summary: text(5000).min(1),
});
export const reviewReportInput = z.object({
  reportId: id,
  version: z.number().int(),
  verdict: z.enum(['accepted', 'returned']),
  reason: text(1000).default(''),
});
export const commentInput = z.object({
  taskId: id,
  body: text(2000).min(1),
  kind: z.enum(['comment', 'instruction']).default('comment'),
});
export const finishInput = z.object({ taskId: id, version: z.number().int(), done: z.boolean() });
export const saveViewInput = z.object({ name: text(60).min(1), query: text(2000), shared: z.boolean().default(false) });
export const removeViewInput = z.object({ viewId: id });
export type SavedView = { id: Id; name: string; query: string; shared: boolean; own: boolean };

/** `tasks.todo`: grouped by what it costs. */
export type Todo = {
  sign: {
    taskId: Id;
    unitId: Id;
    unitName: string;
    number: string | null;
    title: string;
    sentAt: Timestamp;
    dueOn: DateText;
  }[];
  report: {
    taskId: Id;
    unitId: Id;
    unitName: string;
    number: string | null;
    title: string;
    period: string;
    dueOn: DateText;
    workdaysLeft: number;
    lastPercent: number | null;
    lastSummary: string | null;
    light: Light;
  }[];
  correct: {
    taskId: Id;
    unitId: Id;
    unitName: string;
    number: string | null;
    title: string;
    period: string;
    reason: string;
    reportId: Id;
    returnedAt: Timestamp;
  }[];
  review: {
    taskId: Id;
    reportId: Id;
    version: number;
    unitName: string;
    number: string | null;
    title: string;
    period: string;
    percent: number | null;
    summary: string;
    submittedAt: Timestamp;
    round: number;
  }[];
  send: number;
  settle: { planId: Id; title: string; open: number }[];
};

/** `tasks.gantt`. */
export type GanttRow = {
  id: Id;
  number: string | null;
  title: string;
  leadUnitName: string | null;
  startOn: DateText;
  dueOn: DateText;
  percent: number;
  light: Light;
  milestones: { title: string; dueOn: DateText; doneOn: DateText | null }[];
};

/** An item of a settled plan that becomes a task. `dueOn` null means the end of the year, and is shown as assumed. */
export type AdoptItem = {
  nodeId: string;
  number: string | null;
  section: string | null;
  title: string;
  content: string;
  span: [number, number];
  sort: number;
  dueOn: DateText | null;
  leaderName: string | null;
  units: { unitId: Id; role: UnitRole; writtenAs: string | null }[];
  targets: AdoptTarget[];
};
export type AdoptInput = {
  planId: Id;
  year: number;
  items: AdoptItem[];
  /** The earlier version whose tasks these become: ids of nodes and keys of targets, old to new. */
  revises?: { planId: Id; nodes: [from: string, to: string][]; targets: [from: string, to: string][] };
};

/** What came of an adoption; the second time everything is in `unchanged`. `pairs`: increments with their stock. */
export type AdoptResult = {
  tasks: { created: number; updated: number; unchanged: number };
  targets: { created: number; updated: number; unchanged: number; pairs: number };
  /** Tasks that the revised plan no longer has: marked, not deleted. */
  dropped: number;
};
