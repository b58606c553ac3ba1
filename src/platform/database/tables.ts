import type { ColumnType, Generated } from 'kysely';

/** A bigint identity: a string in code, so that ids of any server of a cluster survive JSON. */
export type Id = string;
export type GeneratedId = Generated<string>;
/** ISO time stamp; written as given, never by the database's clock. */
export type Timestamp = string;
/** ISO date, 2026-03-31. */
export type DateText = string;
/** Exact decimal as text: `numeric` is never turned into a float on the way. */
export type Decimal = string;
/** A jsonb column: read as its value, written as JSON text. */
export type Json<T> = ColumnType<T, string, string>;

export type AuditEntriesTable = {
  tenantId: Id;
  id: GeneratedId;
  at: Timestamp;
  userId: Id | null;
  operation: string;
  kind: string;
  subjectId: string;
  underKind: string | null;
  underId: string | null;
  before: ColumnType<unknown, string | null, never>;
  after: ColumnType<unknown, string | null, never>;
  requestId: string | null;
  address: string | null;
  /** By which way: null for a person's session. */
  via: string | null;
};

export type FilesTable = {
  tenantId: Id;
  id: GeneratedId;
  sha256: string;
  name: string;
  mediaType: string;
  size: string;
  createdBy: Id | null;
  createdAt: Timestamp;
};

/** How often somebody called an operation that has a limit, in the window that began at `since`. */
export type CallCountsTable = {
  tenantId: Id;
  caller: string;
  operation: string;
  since: Timestamp;
  calls: number;
};

/** What was answered to a write that came with a key; see answer-once.ts. */
export type RequestKeysTable = {
  tenantId: Id;
  userId: Id;
  key: string;
  asked: Buffer;
  answer: Buffer | null;
  at: Timestamp;
};

/** All tables under their camelCase names. Each subject adds its own in its `schema.ts` (interface merging). */
export interface Database {
  auditEntries: AuditEntriesTable;
  callCounts: CallCountsTable;
  files: FilesTable;
  requestKeys: RequestKeysTable;
}
