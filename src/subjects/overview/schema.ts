import { z } from 'zod';
import type { DateText, Id, Timestamp } from '../../platform/database/tables';
import { id } from '../org/schema';
import type { Light, LightReason, TaskTarget } from '../tasks/schema';

export const overviewInput = z.object({ year: z.coerce.number().int().min(2000).max(2100) });

export type LightCount = Record<Light, number>;

/** `overview.get`: the leader's page, in its order. */
export type Overview = {
  year: number;
  today: DateText;
  /** Figures of the one sentence on top. */
  headline: {
    tasks: number;
    lights: LightCount;
    targets: number;
    plannedShare: number | null;
    actualShare: number | null;
  };
  /** What is red (then what was worst yellow), at most seven. */
  red: {
    id: Id;
    number: string | null;
    title: string;
    leadUnitName: string | null;
    leaderName: string | null;
    light: Light;
    lightReason: LightReason;
    dueOn: DateText;
    lastInstruction: { body: string; by: string; at: Timestamp } | null;
  }[];
  targets: (Omit<TaskTarget, 'points' | 'values' | 'span' | 'text'> & {
    taskId: Id;
    number: string | null;
    status: TaskTarget['status'];
  })[];
  departments: {
    unitId: Id;
    name: string;
    tasks: number;
    lights: LightCount;
    percent: number;
    plannedPercent: number;
  }[];
  counties: {
    unitId: Id;
    name: string;
    tasks: number;
    lights: LightCount;
    reportedOnTime: number | null;
    percent: number | null;
  }[];
  due: {
    kind: 'task' | 'milestone';
    taskId: Id;
    number: string | null;
    title: string;
    leadUnitName: string | null;
    dueOn: DateText;
    light: Light;
  }[];
};

/** `overview.search`: Ctrl-K. */
export const searchInput = z.object({ q: z.string().trim().min(1).max(100), year: z.coerce.number().int().optional() });
export type SearchHit = {
  kind: 'task' | 'unit' | 'node' | 'target';
  id: Id;
  planId?: Id;
  title: string;
  detail: string;
  light?: Light;
};

export const waitingOnInput = z.object({ userId: id });

/** `overview.waitingOn` 在办事项: what waits on each post of a person, in numbers; it passes with the post. */
export type WaitingOn = {
  postId: Id;
  /** Tasks to sign for, to report on, reports that came back, reports and submissions to review, forms to fill in. */
  sign: number;
  report: number;
  correct: number;
  review: number;
  forms: number;
  /** Parts of targets not yet signed for. */
  letters: number;
  /** How many others hold the very same post: they go on where this person leaves. */
  others: number;
}[];
