import { z } from 'zod';
import type { AuditFault } from '../../platform/audit/verify';
import type { Id, Timestamp } from '../../platform/database/tables';
import { day } from '../../platform/day';
import { id } from '../org/schema';

/** What an auditor asks by. Days are those of China, both included. */
export const auditFilter = z.object({
  from: day.optional(),
  to: day.optional(),
  userId: id.optional(),
  /** A subject (`tasks`) or one operation (`tasks.sign`). */
  operation: z
    .string()
    .max(60)
    .regex(/^[a-z]+(\.[a-zA-Z]+)?$/)
    .optional(),
  /** One thing and what hangs on it. */
  kind: z.string().max(40).optional(),
  subjectId: z.string().max(100).optional(),
});

export const auditInput = auditFilter.extend({
  /** The page after this entry. */
  before: id.optional(),
});

export const verifyInput = z.object({
  /** A head that was noted down earlier: its position and hash. */
  position: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
  hash: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
});

/** 审计记录, as the page and the workbook show it. */
export type AuditRow = {
  id: Id;
  at: Timestamp;
  /** Null for a job, and for what was done before anybody had signed in. */
  by: string | null;
  login: string | null;
  /** `token:…`, a job, the command line; null for a person's session. */
  via: string | null;
  operation: string;
  kind: string;
  subjectId: string;
  underKind: string | null;
  underId: string | null;
  /** What it is called: the thing under which it stands, else itself. Null where it has no name, or is gone. */
  thing: string | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  address: string | null;
  requestId: string | null;
  /** Its place in the chain; null until it is sealed. */
  position: string | null;
};

export type AuditPage = {
  total: number;
  rows: AuditRow[];
  /** Ask with this for the next page; null at the end. */
  next: Id | null;
  /** Whoever acted in the body, to choose from. */
  people: { id: Id; name: string }[];
  /** Operations that left something, to choose from. */
  operations: string[];
};

export type AuditProof = {
  entries: number;
  sealed: number;
  waiting: number;
  head: { position: string; hash: string } | null;
  faults: AuditFault[];
};
