import type { Deadline, Plan, Responsibility, ResponsibilityRole, Target } from '../ledger';

/** What two plans are compared by: a compiled plan, or one that people have settled. */
export type Comparable = Pick<Plan, 'source' | 'title' | 'year' | 'nodes'>;

/** A node of each plan that are the same by meaning; null where the other plan has none. */
export type NodePair = { before: string | null; after: string | null };

export type ClauseChange =
  | 'added'
  | 'dropped'
  /** Under another heading, or in another order. */
  | 'moved'
  /** The label alone is another. */
  | 'renumbered'
  | 'reworded'
  | 'targets'
  | 'responsibilities'
  | 'deadlines';

/** A stretch of the text: the same in both, or what stood there and what stands there now. `number`: both are figures. */
export type Piece = { before: string; after: string; same: boolean; number: boolean };

/** A target with its place: the node that states it, and which of that node's targets it is. */
export type PlacedTarget = { node: string; index: number; target: Target; due: string | null };
export type TargetField =
  | 'indicator'
  | 'comparator'
  | 'value'
  | 'low'
  | 'high'
  | 'unit'
  | 'strength'
  | 'approximate'
  | 'baseline'
  | 'due';
/** `changed` is empty where nothing did, or where one side is null. */
export type TargetPair = { before: PlacedTarget | null; after: PlacedTarget | null; changed: TargetField[] };

/** A body whose part in a clause changed; null: it has none. */
export type RoleChange = { name: string; before: ResponsibilityRole | null; after: ResponsibilityRole | null };
export type DeadlineChange = { before: Deadline | null; after: Deadline | null };

/** One side of a clause. `text` is what the clause says itself, measures included, without its label
 * and without what is under it. */
export type ClauseSide = { node: string; number: string | null; heading: string | null; text: string; section: string };

/** One clause of either plan (everything but measures, which are part of theirs) beside its other self. */
export type Clause = {
  before: ClauseSide | null;
  after: ClauseSide | null;
  changes: ClauseChange[];
  pieces: Piece[];
  /** Every target of both sides exactly once, changed or not. */
  targets: TargetPair[];
  responsibilities: RoleChange[];
  deadlines: DeadlineChange[];
};

/** What one plan made of another, clause by clause in the order of the new one; dropped clauses stand where they stood. */
export type Revision = {
  format: 'revision/1';
  before: { name: string; title: string | null; year: number | null };
  after: { name: string; title: string | null; year: number | null };
  /** Every node of both plans exactly once, measures too. */
  nodes: NodePair[];
  clauses: Clause[];
  /** How many clauses have each change, and how many targets changed. */
  counts: Record<ClauseChange | 'unchanged' | 'targetsChanged', number>;
};

export type Facts = {
  targets: PlacedTarget[];
  responsibilities: Responsibility[];
  deadlines: Deadline[];
};
