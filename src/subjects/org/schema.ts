import type { Generated } from 'kysely';
import { z } from 'zod';
import type { DateText, Id } from '../../platform/database/tables';
import { type HeldKind, MOST_TAGS } from './rules';

/** 单位类别: bureau 局, department 处室, affiliated 直属单位, taskforce 专班, county 县(市、区)教育局, school 学校. */
export const unitKinds = ['bureau', 'department', 'affiliated', 'taskforce', 'county', 'school'] as const;
export type UnitKind = (typeof unitKinds)[number];

/** 岗位角色; the people of product.md. The public has no post. */
export const roles = [
  'leader',
  'supervisor',
  'liaison',
  'county',
  'reporter',
  'assessor',
  'auditor',
  'administrator',
] as const;
export type Role = (typeof roles)[number];

/** What a reform changes besides: submissions no longer expected, units below that were placed anew, units merged before. */
export type HandedKind = HeldKind | 'submission' | 'unit' | 'heir';

/** One thing that waits on a unit; `id` is that of the thing, the name is shown to whoever may read it. */
export type Held = { kind: HeldKind; id: string; unitId: Id; name: string; role?: Role };

/** Settings of a body; what is not set has its default in `rules.ts` of the subject that reads it. */
export type TenantSettings = {
  /** 预警/滞后 thresholds in percentage points behind the planned progress. */
  lightThresholds?: { yellow: number; red: number };
  /** Day of the following month on which a monthly report is late. */
  reportDay?: number;
  security?: SecuritySettings;
};

/** 登录安全: what a body asks of its people's accounts; defaults and bounds in identity's `rules/`. */
export type SecuritySettings = {
  /** A session not used for so many hours is over. */
  idleHours?: number;
  /** A session is over after so many days, used or not. */
  absoluteDays?: number;
  /** Who holds one of these roles must have a second factor. */
  secondFactorRoles?: Role[];
};

declare module '../../platform/database/tables' {
  interface Database {
    tenants: {
      tenantId: GeneratedId;
      code: string;
      name: string;
      shortName: string;
      areaCode: string | null;
      isDemo: Generated<boolean>;
      demoToday: DateText | null;
      settings: Json<TenantSettings>;
      createdAt: Timestamp;
    };
    orgUnits: {
      tenantId: Id;
      id: GeneratedId;
      parentId: Id | null;
      code: string;
      name: string;
      shortName: string;
      kind: UnitKind;
      areaCode: string | null;
      aliases: Generated<string[]>;
      sort: Generated<number>;
      path: string;
      validFrom: Generated<DateText>;
      validTo: DateText | null;
      version: Generated<number>;
      /** 单位标签: free labels such as a stage of schooling; which forms it gets. */
      tags: Generated<string[]>;
      /** Merged into: the unit that goes on in its place today, be it after several mergers. */
      successorId: Id | null;
    };
    /** Where a unit stood from a day on; only for units that were moved. */
    unitPlaces: { tenantId: Id; unitId: Id; validFrom: DateText; parentId: Id };
    /** What passed from a unit that was closed to whom. */
    unitHandovers: {
      tenantId: Id;
      id: GeneratedId;
      unitId: Id;
      kind: HandedKind;
      subjectId: string;
      toUnitId: Id | null;
      /** Why it ended, where nobody goes on with it. */
      ended: string | null;
      before: Json<unknown>;
    };
    users: {
      tenantId: Id;
      id: GeneratedId;
      login: string;
      name: string;
      phone: string | null;
      passwordHash: string | null;
      language: Generated<string>;
      disabledAt: Timestamp | null;
      createdAt: Timestamp;
      /** When the person last chose a password; null for one that was never chosen here. */
      passwordChangedAt: Timestamp | null;
      /** 单点登录名: what another system calls this person, where that is not the login. */
      signOnName: string | null;
      version: Generated<number>;
    };
    posts: {
      tenantId: Id;
      id: GeneratedId;
      userId: Id;
      orgUnitId: Id;
      role: Role;
      title: string | null;
      validFrom: Generated<DateText>;
      validTo: DateText | null;
      /** The sign-on provider whose groups gave it; null: by hand. */
      givenBy: string | null;
    };
    invitations: {
      tenantId: Id;
      tokenHash: Buffer;
      name: string;
      login: string;
      role: Role;
      title: string | null;
      orgUnitId: Id;
      createdBy: Id;
      createdAt: Timestamp;
      expiresAt: Timestamp;
      acceptedAt: Timestamp | null;
    };
  }
}

const LARGEST_ID = 2n ** 63n - 1n;
export const id = z
  .string()
  .regex(/^\d{1,19}$/)
  .refine(said => said.length < 19 || !/^\d+$/.test(said) || BigInt(said) <= LARGEST_ID);
export const loginName = z
  .string()
  .trim()
  .min(2)
  .max(40)
  .regex(/^[a-z0-9._-]+$/i);

/** 单位, as pages get it. */
export type Unit = {
  id: Id;
  parentId: Id | null;
  code: string;
  name: string;
  shortName: string;
  kind: UnitKind;
  areaCode: string | null;
  aliases: string[];
  /** 单位标签: which forms it is asked for. */
  tags: string[];
  sort: number;
  version: number;
};

/** Who is signed in: `org.me`. */
export type Me = {
  user: { id: Id; login: string; name: string; language: string };
  tenant: { id: Id; name: string; shortName: string; isDemo: boolean };
  /** The body's date: today, or the demonstration's. */
  today: DateText;
  /** Of the years around it, those whose holidays are not announced: working days that fall into them are a guess. */
  unannounced: string[];
  posts: { role: Role; unitId: Id; unitName: string; unitKind: UnitKind; title: string | null }[];
  /** What this person has something behind: which entries of the frame to show. */
  entries: ('todo' | 'overview' | 'plans' | 'ledger' | 'indicators' | 'reporting' | 'people' | 'audit')[];
  /** Roles whose posts this person may give and take. */
  grants: Role[];
  /** What this person may start anywhere; finer rights come with each row as `may`. */
  can: { settle: boolean; adopt: boolean; assign: boolean; review: boolean; instruct: boolean; administer: boolean };
};

/** One person with posts: `org.people`. */
export type PersonRow = {
  id: Id;
  login: string;
  name: string;
  phone: string | null;
  disabled: boolean;
  posts: { id: Id; role: Role; unitId: Id; unitName: string; title: string | null }[];
};

/** `org.start`: what the first page offers. */
export type StartState = {
  /** No body yet: offer the demonstration or an empty bureau. */
  empty: boolean;
  tenants: { code: string; name: string; isDemo: boolean }[];
  /** Shown on the sign-in page of the demonstration only. */
  demoAccounts: { login: string; name: string; title: string; password: string }[];
  /** A plan given on the command line that waits to be opened. */
  waitingPlan: string | null;
};

export const inviteInput = z.object({
  name: z.string().trim().min(1).max(50),
  login: loginName,
  role: z.enum(roles),
  unitId: id,
  title: z.string().trim().max(50).nullable().default(null),
});
const tag = z.string().trim().min(1).max(40);
export const saveUnitInput = z.object({
  unitId: id.optional(),
  version: z.number().int().optional(),
  parentId: id,
  name: z.string().trim().min(1).max(100),
  shortName: z.string().trim().min(1).max(50),
  kind: z.enum(unitKinds),
  aliases: z.array(z.string().trim().min(1).max(100)).max(20).default([]),
  /** Left out they stay as they are. */
  tags: z.array(tag).max(MOST_TAGS).optional(),
});
/** `org.tagUnits`: labels that many units get (`give`) or lose (`take`) at once; what else each has it keeps. */
export const tagUnitsInput = z.object({
  unitIds: z.array(id).min(1).max(10_000),
  give: z.array(tag).max(MOST_TAGS).default([]),
  take: z.array(tag).max(MOST_TAGS).default([]),
});
export const addPostInput = z.object({
  userId: id,
  unitId: id,
  role: z.enum(roles),
  title: z.string().trim().max(50).nullable().default(null),
});
export const removePostInput = z.object({ postId: id });
/** `org.handPost` 换岗交接: the post goes to its next holder, with all that waits on it. */
export const handPostInput = z.object({ postId: id, userId: id });
