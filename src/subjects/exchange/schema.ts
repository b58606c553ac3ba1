import type { Generated } from 'kysely';
import { z } from 'zod';
import type { Finding } from '../../kernel/finding';
import type { Id } from '../../platform/database/tables';
import { periodCode } from '../../platform/day';
import { id } from '../org/schema';
import { LONGEST_NOTE } from '../reporting/schema';

/** One value as it comes in; `unit` and `figure` by code (or a unit by its unique name), `category` the option's code. */
export const importRow = z.object({
  unit: z.string().max(200),
  period: z.string().max(10),
  figure: z.string().max(80),
  category: z.string().max(40).default(''),
  /** A decimal; '' takes the value away. */
  value: z.union([z.string().max(40), z.number()]).transform(String),
  /** 说明: of what the form's checks ask to explain. */
  note: z.string().trim().max(LONGEST_NOTE).optional(),
});
export type ImportRow = {
  unit: string;
  period: string;
  figure: string;
  category: string;
  value: string;
  note?: string | undefined;
};

/** How far the values have come: handed in (1), or accepted by the body already (3, the supervision office alone). */
export const importStages = { submitted: 1, accepted: 3 } as const;

export const importModes = ['keep-drafts', 'all-or-nothing'] as const;

const how = {
  /** Name of this import: repeated under it nothing happens twice. */
  key: z.string().trim().min(1).max(120),
  stage: z.enum(['submitted', 'accepted']).default('submitted'),
  /** A form that is incomplete or breaks a check: its rows are kept as its draft (history: left out), or nothing at all is taken. */
  mode: z.enum(importModes).default('keep-drafts'),
  /** Opens windows of past periods that were never opened (history from another system). */
  openPeriods: z.coerce.boolean().default(false),
  /** Only looks: says what would happen and what is wrong. */
  dryRun: z.coerce.boolean().default(false),
};

export const MOST_ROWS = 20_000;
export const writeValuesInput = z.object({ ...how, rows: z.array(importRow).min(1).max(MOST_ROWS) });
export const importFileInput = z.object({ ...how, fileId: id });

export const valueFormats = ['csv', 'xlsx', 'dhis2', 'sdmx'] as const;
export type ValueFormat = (typeof valueFormats)[number];

/** `from` and `to`: periods of the form's frequency, both included. */
export const valuesInput = z
  .object({
    formId: id,
    from: periodCode,
    to: periodCode,
    lens: z.enum(['submitted', 'approved', 'accepted']).default('accepted'),
    format: z.enum(valueFormats).default('csv'),
  })
  .refine(({ from, to }) => from <= to && from.length === to.length, { path: ['to'] });
export type ValuesInput = z.output<typeof valuesInput>;

/** What another system can be told of. */
export const webhookEvents = [
  'figures.accepted',
  'figures.reopened',
  'figures.imported',
  'period.closed',
  'target.revised',
  'allocation.sent',
] as const;
export type WebhookEvent = (typeof webhookEvents)[number];

export const saveWebhookInput = z.object({
  webhookId: id.optional(),
  version: z.coerce.number().int().optional(),
  name: z.string().trim().min(1).max(100),
  url: z.url({ protocol: /^https?$/ }).max(500),
  events: z.array(z.enum(webhookEvents)).min(1).max(webhookEvents.length),
  paused: z.boolean().default(false),
});
export const webhookInput = z.object({ webhookId: id });

/** 变更通知, as its page gets it. The secret is shown once, when it is made. */
export type WebhookRow = {
  id: Id;
  name: string;
  url: string;
  events: WebhookEvent[];
  pausedAt: string | null;
  version: number;
  waiting: number;
  lastAt: string | null;
  lastAnswer: string | null;
};
export type DeliveryRow = {
  id: Id;
  event: WebhookEvent;
  createdAt: string;
  attempts: number;
  deliveredAt: string | null;
  nextAt: string | null;
  answer: string | null;
};

/** Somebody is typing something else in a cell: it stays, and is told. */
export type ImportConflict = {
  at: string;
  unit: string;
  period: string;
  cell: string;
  mine: string;
  theirs: string;
  by: string | null;
};

/** What an import did; the same answer when it is repeated under its key. */
export type ImportResult = {
  rows: number;
  /** Forms handed in (or accepted). */
  submissions: number;
  inserted: number;
  updated: number;
  removed: number;
  unchanged: number;
  /** Forms that could not be handed in: their rows are in the form's draft; of history they are left out. */
  drafts: number;
  skipped: number;
  /** Why, with place; the first of very many, and how many there are. */
  findings: Finding[];
  findingCount: number;
  conflicts: ImportConflict[];
  /** Of history, accepted as it is: forms with blank required cells, and with a check that asks for an explanation. */
  blank: number;
  unexplained: number;
  /** What was read otherwise than it stands, or could be overlooked: hidden rows, merged cells. */
  notices: Finding[];
  repeated: boolean;
  dryRun: boolean;
};

/** An answer with nothing in it; those of earlier versions lack what came later. */
export const NOTHING_BROUGHT: ImportResult = {
  ...{ rows: 0, submissions: 0, inserted: 0, updated: 0, removed: 0, unchanged: 0 },
  ...{ drafts: 0, skipped: 0, findings: [], findingCount: 0, conflicts: [], blank: 0, unexplained: 0, notices: [] },
  ...{ repeated: false, dryRun: false },
};

/** 批次: `exchange.imports`. */
export type ImportRun = { key: string; at: string; by: string; result: ImportResult };

declare module '../../platform/database/tables' {
  interface Database {
    importRuns: {
      tenantId: Id;
      key: string;
      sha256: string;
      userId: Id;
      at: Timestamp;
      result: Json<Partial<ImportResult>>;
    };
    webhooks: {
      tenantId: Id;
      id: GeneratedId;
      name: string;
      url: string;
      secret: Buffer;
      events: string[];
      createdBy: Id;
      createdAt: Timestamp;
      pausedAt: Timestamp | null;
      toldUntil: string;
      version: Generated<number>;
    };
    webhookDeliveries: {
      tenantId: Id;
      id: GeneratedId;
      webhookId: Id;
      event: string;
      body: Json<Record<string, unknown>>;
      createdAt: Timestamp;
      attempts: Generated<number>;
      nextAt: Timestamp | null;
      deliveredAt: Timestamp | null;
      answer: string | null;
    };
  }
}
