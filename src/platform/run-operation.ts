import { randomBytes } from 'node:crypto';
import { Refusal, refuse } from '../kernel/refusal';
import { dateInChina } from '../kernel/today';
import { answerOnce } from './answer-once';
import { recordChanges } from './audit/record';
import type { Db } from './database/connect';
import type { Id } from './database/tables';
import { type Access, enterTenant, inTransaction } from './database/tenant';
import { translateError } from './database/translate-error';
import { expectPlain } from './expect-plain';
import { discardFile } from './files/discard-file';
import type { DiskRoom } from './files/disk-room';
import type { FileStore } from './files/file-store';
import { type Actor, type Change, type Context, type Later, type Operation, type Origin, Refused } from './operation';
import { permitsOperation } from './permits-operation';
import { type SecretBox, secretBox } from './secrets/secret-box';

/** What was changed, told after it is certain. */
export type News = { tenantId: Id; changes: readonly Change[] };

/** What stands behind every operation of one server. */
export type House = {
  db: Db;
  files: FileStore;
  /** Under the installation's key; without it what is sealed can be opened only as long as this process lives. */
  secrets?: SecretBox;
  /** Asked before every write of somebody signed in (signing in must go on, or nobody could even look). */
  room?: DiskRoom;
  /** That of the write around, where an operation runs inside another one's transaction; `db` is then inside it. */
  later?: Later;
  /** Hears of every committed write: the seal of the audit chain and live updates hang on it. */
  told?: (news: News) => void;
};

/**
 * Where a call came from; goes into the audit row. `now` is given by the demonstration's replay only; `via` says by which way
 * (a token's id, a job), null for a person's session. `key`: under which a write is done once, however often it is sent.
 */
export type Call = Origin & { now?: string; sessionToken?: string; via?: string; key?: string | undefined };

const passing = secretBox(randomBytes(32));

// Enough to mark a form; ten thousand wrong elements are not told one by one.
const MOST_ISSUES = 20;

const parse = (operation: Operation, input: unknown): unknown => {
  expectPlain(input);
  const parsed = operation.input.safeParse(input ?? {});
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.path.join('.') ?? '';
  return refuse('invalid-input', {
    field,
    reason: issue?.message ?? '',
    issues: parsed.error.issues.slice(0, MOST_ISSUES),
  });
};

/** The demonstration's day with the hour of the real one. */
const clockOf = (actor: Actor | null, call: Call): { now: string; realNow: string; today: string } => {
  const realNow = new Date().toISOString();
  const now = call.now ?? realNow;
  if (call.now || !actor?.demoToday) return { now, realNow, today: dateInChina(now) };
  const real = dateInChina(now);
  const shift = Date.parse(actor.demoToday) - Date.parse(real);
  return { now: new Date(Date.parse(now) + shift).toISOString(), realNow, today: actor.demoToday };
};

type Run = (context: Context<Actor | null>, input: unknown) => Promise<unknown>;

/**
 * The one door: HTTP, command line, imports, jobs and replay all pass here. Input is checked, the actor's right is asked, and
 * everything runs in one transaction of the actor's body, together with its audit rows. Throws a Refusal; anything else is a
 * bug.
 */
export async function runOperation<Output>(
  house: House,
  operation: Operation,
  actor: Actor | null,
  input: unknown,
  call: Call = {},
): Promise<Output> {
  if (!actor && !operation.open) refuse('signed-out');
  if (actor?.token && !permitsOperation(actor.token.scopes, operation))
    refuse('beyond-token', { operation: operation.name });
  const checked = parse(operation, input);
  if (!(operation.may as (a: Actor | null, i: unknown) => boolean)(actor, checked)) refuse('not-permitted');
  if (operation.kind === 'write' && !operation.open) await house.room?.database();
  const clock = clockOf(actor, call);
  const run = operation.run as Run;
  let tenantId = actor?.tenantId ?? null;
  // By the body in which each was made: a sign-in may ask several.
  const changes = new Map<Id | null, Change[]>();
  const note = (change: Change) => {
    const made = changes.get(tenantId);
    if (made) made.push(change);
    else changes.set(tenantId, [change]);
  };

  const runOn = async (db: Db, later: Later): Promise<Output> => {
    const seen = (operation.restricted as ((i: unknown) => { kind: string; id: string }) | undefined)?.(checked);
    if (seen) note(seen);
    const output = await run(
      {
        db,
        actor,
        ...clock,
        files: house.files,
        secrets: house.secrets ?? passing,
        origin: call,
        later,
        sessionToken: call.sessionToken ?? null,
        audit: async change => {
          note(change);
        },
        enter: async entered => {
          tenantId = entered;
          await enterTenant(db, entered);
        },
      },
      checked,
    );
    let inside = tenantId;
    const goInto = async (of: Id) => {
      if (of !== inside) await enterTenant(db, of);
      inside = of;
    };
    for (const [of, made] of changes) {
      if (of === null) throw new Error(`${operation.name} changed something of no body`);
      await goInto(of);
      const { requestId = null, address = null, via = actor?.token ? `token:${actor.token.id}` : null } = call;
      const userId = actor?.tenantId === of ? actor.userId : null;
      const deed = { tenantId: of, userId, operation: operation.name, at: clock.now, via, requestId, address };
      await recordChanges(db, deed, made);
    }
    if (tenantId !== null) await goInto(tenantId);
    return output as Output;
  };

  // A replay runs many operations inside its own transaction.
  if (house.later) return runOn(house.db, house.later);
  const access: Access = operation.kind === 'read' && !operation.restricted ? 'read' : 'write';
  try {
    const output = await inTransaction(
      house.db,
      tenantId,
      access,
      async db => {
        const work = new Map<string, () => Promise<unknown>>();
        const later: Later = (key, follow) => {
          work.delete(key);
          work.set(key, follow);
        };
        const act = async () => {
          const output = await runOn(db, later);
          for (const follow of work.values()) await follow();
          return output;
        };
        if (call.key === undefined || operation.kind === 'read' || !actor) return act();
        const { tenantId: of, userId } = actor;
        const keyed = {
          tenantId: of,
          userId,
          key: call.key,
          operation: operation.name,
          input: checked,
          now: clock.realNow,
        };
        return answerOnce(db, house.secrets ?? passing, keyed, act);
      },
      { operation: operation.name, requestId: call.requestId ?? null },
    );
    for (const [of, made] of changes) if (of !== null) house.told?.({ tenantId: of, changes: made });
    if (output instanceof Refused) throw output.refusal;
    return output;
  } catch (error) {
    const fileId = error instanceof Refusal ? (operation.uploaded?.(checked) ?? null) : null;
    if (actor && fileId !== null) await discardFile(house, actor, fileId);
    throw translateError(error);
  }
}
