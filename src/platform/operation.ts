import type { z } from 'zod';
import type { Refusal } from '../kernel/refusal';
import type { Db } from './database/connect';
import type { DateText, Id, Timestamp } from './database/tables';
import type { FileStore } from './files/file-store';
import type { Scope } from './permits-operation';
import type { SecretBox } from './secrets/secret-box';

/**
 * A role held in a unit; it reaches that unit and all below it (`path` is the unit's prefix of ids). `merged`: the post itself is held in
 * the unit into which this one was merged, and stands for what is left of it.
 */
export type Post = {
  role: string;
  unitId: Id;
  unitName: string;
  unitKind: string;
  path: string;
  title: string | null;
  merged?: true;
};

/** Who acts. A job or the demonstration's replay acts as a user too; only the first start has no actor. */
export type Actor = {
  tenantId: Id;
  userId: Id;
  name: string;
  login: string;
  language: string;
  posts: Post[];
  /** What a sign-on system calls the person, where that is not the login. */
  signOnName?: string | null;
  /** Set where a program acts with one of the person's API tokens: it may do no more than these scopes name. */
  token?: { id: Id; scopes: readonly Scope[] };
  /** The demonstration's own date; null in a real body. */
  demoToday: DateText | null;
};

/** One line of history. `under` names the thing on whose page it is shown as well. */
export type Change = {
  kind: string;
  id: Id;
  under?: { kind: string; id: Id };
  before?: unknown;
  after?: unknown;
};

/** Where a call came from; `device` is a browser's lasting mark, by which an account knows it again. */
export type Origin = { requestId?: string; address?: string; userAgent?: string; device?: string };

/** What an operation gets by hand: nothing is found by magic. In a write, `db` is its one transaction. */
export type Context<A = Actor> = {
  db: Db;
  actor: A;
  /** Time of the act. */
  now: Timestamp;
  /** The clock on the wall, in a demonstration too: sessions, links and waits run by it. */
  realNow: Timestamp;
  /** Today in China, or the demonstration's own date. */
  today: DateText;
  files: FileStore;
  secrets: SecretBox;
  /** Where the call came from. */
  origin: Origin;
  /** The caller's session, for signing out; null for a job or the command line. */
  sessionToken: string | null;
  /** Written down with the rest of the operation, at the end of its transaction. */
  audit: (change: Change) => Promise<void>;
  /** Whose rows the rest of an open operation may see and write; for everybody else that was settled at the door. */
  enter: (tenantId: Id) => Promise<void>;
  /**
   * What follows from a write (a light, a sum) and is worked out once, at the end of the transaction: a second call with the
   * same key takes the place of the first. So a thousand replayed deeds cost their thousand rows, and one reckoning.
   */
  later: Later;
};

export type Later = (key: string, work: () => Promise<unknown>) => void;

/** Instead of JSON: a file to download. */
export class Download {
  constructor(
    readonly name: string,
    readonly mediaType: string,
    readonly body: Buffer,
  ) {}
}

/** JSON as the database wrote it: a long page goes out as it came, not taken apart and put together again. */
export class Verbatim<Value> {
  /** Only for the types. */
  declare readonly value: Value;

  constructor(readonly json: string) {}

  toJSON(): Value {
    return JSON.parse(this.json) as Value;
  }
}

/** An output that also starts (token) or ends (null) the caller's session. Only platform/http knows about cookies. */
export class SessionChange<Output> {
  constructor(
    readonly output: Output,
    readonly token: string | null,
    /** The browser's lasting mark, where it has none yet. */
    readonly device?: string,
  ) {}
}

/** An output that refuses, while what was written stays: a wrong password is counted. */
export class Refused {
  constructor(readonly refusal: Refusal) {}
}

type Shape<Kind extends 'read' | 'write', Name extends string, Input extends z.ZodType, Output, A> = {
  /** `subject.verb`; its address is /api/subject/verb: GET for a read, POST for a write. */
  name: Name;
  /** One sentence for the API's description. */
  summary: string;
  input: Input;
  /** Who may: a predicate of the subject's policy.ts. Finer questions that need the row are asked in `run`. */
  may(actor: A, input: z.output<Input>): boolean;
  run(context: Context<A>, input: z.output<Input>): Promise<Output>;
  kind: Kind;
  /** A file that was uploaded for this act alone: where the act is refused, nothing of it stays. Null where it is only looked at. */
  uploaded?(input: z.output<Input>): Id | null;
  /** A read of restricted data: who looked at what is written down as well. */
  restricted?(input: z.output<Input>): { kind: string; id: string };
  /** Needs the person: no API token may do it. */
  ownHands?: true;
  /** At most so many calls a minute from one address (guessing of passwords). */
  perMinute?: number;
};

export type Operation<
  Kind extends 'read' | 'write' = 'read' | 'write',
  Name extends string = string,
  Input extends z.ZodType = z.ZodType,
  Output = unknown,
> =
  | (Shape<Kind, Name, Input, Output, Actor> & { open?: false })
  /** Open: for those who have not signed in. */
  | (Shape<Kind, Name, Input, Output, Actor | null> & { open: true });

/** Declares something that a person can look at. Sees one state of the data, in a transaction that cannot change anything. */
export const read = <Name extends string, Input extends z.ZodType, Output>(
  declaration: Omit<Shape<'read', Name, Input, Output, Actor>, 'kind'>,
): Shape<'read', Name, Input, Output, Actor> & { open?: false } => ({ ...declaration, kind: 'read' });

/** Declares something that a person can do. Runs in one transaction, with its audit rows. */
export const write = <Name extends string, Input extends z.ZodType, Output>(
  declaration: Omit<Shape<'write', Name, Input, Output, Actor>, 'kind'>,
): Shape<'write', Name, Input, Output, Actor> & { open?: false } => ({ ...declaration, kind: 'write' });

/** The same two for somebody who has not signed in: `actor` may be null. */
export const openRead = <Name extends string, Input extends z.ZodType, Output>(
  declaration: Omit<Shape<'read', Name, Input, Output, Actor | null>, 'kind'>,
): Shape<'read', Name, Input, Output, Actor | null> & { open: true } => ({ ...declaration, kind: 'read', open: true });

export const openWrite = <Name extends string, Input extends z.ZodType, Output>(
  declaration: Omit<Shape<'write', Name, Input, Output, Actor | null>, 'kind'>,
): Shape<'write', Name, Input, Output, Actor | null> & { open: true } => ({
  ...declaration,
  kind: 'write',
  open: true,
});

/** `tasks.sign` → `/api/tasks/sign`. */
export const addressOf = (name: string): string => `/api/${name.replaceAll('.', '/')}`;
