import type { Generated } from 'kysely';
import { z } from 'zod';
import type { Comparator, Diagnostic, Plan, PlanNode, ResponsibilityRole, Strength } from '../../compiler/ledger';
import type { Id, Timestamp } from '../../platform/database/tables';
import { day } from '../../platform/day';
import { id } from '../org/schema';

declare module '../../platform/database/tables' {
  interface Database {
    plans: {
      tenantId: Id;
      id: GeneratedId;
      year: number;
      title: string;
      issuer: string | null;
      status: Generated<'settling' | 'adopted'>;
      fileId: Id | null;
      compiled: Json<Plan>;
      createdBy: Id | null;
      createdAt: Timestamp;
      adoptedAt: Timestamp | null;
      /** The earlier version that this one revises. */
      revises: Id | null;
      version: Generated<number>;
    };
    planConflicts: {
      tenantId: Id;
      id: GeneratedId;
      planId: Id;
      conflict: Json<Conflict>;
      answer: 'mine' | 'document' | null;
      answeredBy: Id | null;
      answeredAt: Timestamp | null;
    };
    planCorrections: {
      tenantId: Id;
      id: GeneratedId;
      planId: Id;
      seq: number;
      kind: string;
      payload: Json<Correction>;
      createdBy: Id | null;
      createdAt: Timestamp;
      undoneAt: Timestamp | null;
      undoneBy: Id | null;
    };
  }
}

const span = z.tuple([z.number().int().min(0), z.number().int().min(0)]);
const comparator = z.enum(['eq', 'ge', 'le', 'gt', 'lt', 'range', 'add']) satisfies z.ZodType<Comparator>;
const strength = z.enum(['commit', 'strive']) satisfies z.ZodType<Strength>;
const responsibilityRole = z.enum(['lead', 'assist', 'responsible']) satisfies z.ZodType<ResponsibilityRole>;
const name = z.string().trim().min(1).max(100);
const node = z.string().min(1).max(60);

/** Which target of a node: `t<start>-<index>` made by `targetKey` of rules.ts; it stays when others are added or removed. */
const targetKey = z.string().min(1).max(80);

export const targetFields = z.object({
  indicator: name,
  comparator,
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  unit: z.string().max(20).nullable(),
  strength,
  approximate: z.boolean(),
  baseline: z.number().nullable(),
});

/**
 * 更正: what a person says about the compiled plan. Kept as a list beside it; the settled plan is the compiled one with these
 * applied in order (`settle` in rules.ts). Undoing marks one as undone; redo takes the mark away.
 */
export const correction = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('merge-names'), names: z.array(name).min(2), canonical: name }),
  z.object({ kind: z.literal('keep-names-apart'), names: z.array(name).min(2) }),
  z.object({ kind: z.literal('rename-organization'), from: name, to: name }),
  z.object({ kind: z.literal('set-responsibility'), node, name, role: responsibilityRole, span: span.optional() }),
  z.object({ kind: z.literal('remove-responsibility'), node, name }),
  z.object({ kind: z.literal('edit-target'), node, target: targetKey, fields: targetFields.partial() }),
  z.object({ kind: z.literal('remove-target'), node, target: targetKey }),
  z.object({ kind: z.literal('add-target'), node, span, fields: targetFields }),
  z.object({
    kind: z.literal('same-indicator'),
    targets: z.array(z.object({ node, target: targetKey })).min(2),
    indicator: name,
  }),
  z.object({
    kind: z.literal('set-deadline'),
    node,
    end: day.nullable(),
    text: z.string().max(60),
    span: span.optional(),
  }),
  z.object({ kind: z.literal('remove-deadline'), node, text: z.string().max(60) }),
  z.object({ kind: z.literal('edit-heading'), node, heading: z.string().trim().min(1).max(200) }),
  z.object({
    kind: z.literal('split-item'),
    node,
    at: z.number().int().min(0),
    heading: z.string().trim().max(200).nullable(),
  }),
  z.object({ kind: z.literal('join-items'), node, into: node }),
  z.object({ kind: z.literal('mark-as'), node, as: z.enum(['notice', 'item', 'section', 'preamble']) }),
  /** A question that needs no change: looked at, and right as it is. `diagnostic` is `diagnosticKey` of rules.ts. */
  z.object({
    kind: z.literal('answer-diagnostic'),
    diagnostic: z.string().min(1).max(200),
    answer: z.enum(['right-as-is', 'later']),
  }),
]);
export type Correction = z.output<typeof correction>;

/** A correction of an earlier version that no longer fits the revised document: for a person to decide. */
export type Conflict = {
  correction: Correction;
  /** `changed`: the document itself says something else now; `gone`: what was corrected is no longer there. */
  reason: 'gone' | 'changed';
  /** The same said of the new document; null where nothing there can take it. */
  mine: Correction | null;
  before: ConflictPlace | null;
  after: ConflictPlace | null;
};
export type ConflictPlace = { node: string; number: string | null; heading: string | null; text: string };

export const reviseInput = z.object({ planId: id, fileId: id });
export const answerConflictInput = z.object({
  planId: id,
  version: z.number().int(),
  conflictId: id,
  answer: z.enum(['mine', 'document']),
});

/** `plans.revise`: the new version, and what became of the corrections. */
export type RevisedPlan = { planId: Id; carried: number; already: number; conflicts: number };

/** `plans.preview`: what adopting a revised plan would do to the ledger. */
export type AdoptionPreview = {
  created: PreviewRow[];
  changed: (PreviewRow & { was: { number: string | null; title: string } })[];
  kept: number;
  dropped: PreviewRow[];
};
export type PreviewRow = { number: string | null; title: string };

export const importPlanInput = z.object({ fileId: id });
export const pastePlanInput = z.object({
  name: z.string().trim().min(1).max(200),
  text: z.string().min(1).max(1_000_000),
});
export const correctInput = z.object({
  planId: id,
  version: z.number().int(),
  corrections: z.array(correction).min(1).max(50),
});

/** One open or answered question of the settle page. */
export type Question = Diagnostic & {
  key: string;
  state: 'open' | 'answered' | 'later' | 'gone';
  /** The node it is about, as it is now; null where it is about the document. */
  node: string | null;
  /** The answers that one click can give, the likeliest first; `code` names the words of the button, filled from `values`. */
  options: { code: string; values: Record<string, string | number>; corrections: Correction[] }[];
  /** The corrections that «take the proposal» (Enter) would make; empty where only a person can know. */
  proposal: Correction[];
};

export type SettledTarget = PlanNode['targets'][number] & { key: string; corrected: boolean };
export type SettledNode = Omit<PlanNode, 'targets'> & { targets: SettledTarget[]; corrected: boolean };

/** The compiled plan with its corrections applied. */
export type SettledPlan = Omit<Plan, 'nodes' | 'diagnostics'> & { nodes: SettledNode[]; questions: Question[] };

export type PlanRow = {
  id: Id;
  year: number;
  title: string;
  issuer: string | null;
  status: 'settling' | 'adopted';
  fileId: Id | null;
  createdAt: Timestamp;
  adoptedAt: Timestamp | null;
  revises: Id | null;
  items: number;
  targets: number;
  open: number;
  version: number;
};

/** `plans.get`: what the settle page and the plan page show. */
export type PlanPage = PlanRow & {
  /** As compiled: a page settles it again at once when a person corrects something. */
  compiled: Plan;
  plan: SettledPlan;
  /** Everything that was said, also what was taken back since. */
  corrections: {
    id: Id;
    seq: number;
    kind: string;
    payload: Correction;
    by: string | null;
    at: Timestamp;
    undoneAt: Timestamp | null;
  }[];
  /** The version that revises this one; null where there is none. */
  revisedBy: Id | null;
  /** What no longer fitted when the revised document came, answered or not. */
  conflicts: (Conflict & { id: Id; answer: 'mine' | 'document' | null })[];
  /** What adopting would do with the names: the units they stand for, or that they would be created. */
  matches: NameMatch[];
  /** After adoption: the task of a node. */
  tasks: { nodeId: string; taskId: Id; light: string }[];
};

/** A name of the plan beside the tree of units. `written`: stands for many and stays words (各学校). */
export type NameMatch = { canonical: string; how: 'unit' | 'collective' | 'written' | 'new'; unitIds: Id[] };

/** `plans.adopt`: what came of it. The second time everything is in `unchanged`. */
export type Adoption = {
  units: { created: number; matched: number };
  tasks: { created: number; updated: number; unchanged: number };
  targets: { created: number; updated: number; unchanged: number; pairs: number };
  /** Tasks of the earlier version that the revised one no longer has: marked, not deleted. */
  dropped: number;
};
