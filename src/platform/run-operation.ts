import { Refusal, refuse } from '../kernel/refusal';
import { dateInChina } from '../kernel/today';
import { recordChanges } from './audit/record';
import type { Db } from './database/connect';
import type { Id } from './database/tables';
import { type Access, enterTenant, inTransaction } from './database/tenant';
import { translateError } from './database/translate-error';
import { expectPlain } from './expect-plain';
import { discardFile } from './files/discard-file';
import type { FileStore } from './files/file-store';
import type { Actor, Change, Context, Later, Operation } from './operation';
import { permitsOperation } from './permits-operation';

/** What was changed, told after it is certain. */
export type News = { tenantId: Id; changes: readonly Change[] };

/** What stands behind every operation of one server. */
export type House = {
  db: Db;
  files: FileStore;
  /** That of the write around, where an operation runs inside another one's transaction; `db` is then inside it. */
  later?: Later;
  /** Hears of every committed write: the seal of the audit chain and live updates hang on it. */
  told?: (news: News) => void;
};

/**
 * Where a call came from; goes into the audit row. `now` is given by the demonstration's replay only; `via` says by which way
 * (a token's id, a job), null for a person's session.
 */
export type Call = { requestId?: string; address?: string; now?: string; sessionToken?: string; via?: string };

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
const clockOf = (actor: Actor | null, call: Call): { now: string; today: string } => {
  const now = call.now ?? new Date().toISOString();
  if (call.now || !actor?.demoToday) return { now, today: dateInChina(now) };
  const real = dateInChina(now);
  const shift = Date.parse(actor.demoToday) - Date.parse(real);
  return { now: new Date(Date.parse(now) + shift).toISOString(), today: actor.demoToday };
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
  if (actor?.token && !permitsOperation(actor.token.scopes, operation)) refuse('not-permitted');
  const checked = parse(operation, input);
  if (!(operation.may as (a: Actor | null, i: unknown) => boolean)(actor, checked)) refuse('not-permitted');
  const clock = clockOf(actor, call);
  const run = operation.run as Run;
  let tenantId = actor?.tenantId ?? null;
  const changes: Change[] = [];

  const runOn = async (db: Db, later: Later): Promise<Output> => {
    const seen = (operation.restricted as ((i: unknown) => { kind: string; id: string }) | undefined)?.(checked);
    if (seen) changes.push(seen);
    const output = await run(
      {
        db,
        actor,
        ...clock,
        files: house.files,
        later,
        sessionToken: call.sessionToken ?? null,
        audit: async change => {
          changes.push(change);
        },
        enter: async entered => {
          tenantId = entered;
          await enterTenant(db, entered);
        },
      },
      checked,
    );
    if (changes.length > 0) {
      if (tenantId === null) throw new Error(`${operation.name} changed something of no body`);
      const { requestId = null, address = null, via = actor?.token ? `token:${actor.token.id}` : null } = call;
      const userId = actor?.userId ?? null;
      const deed = { tenantId, userId, operation: operation.name, at: clock.now, via, requestId, address };
      await recordChanges(db, deed, changes);
    }
    return output as Output;
  };

  // A replay runs many operations inside its own transaction.
  if (house.later) return runOn(house.db, house.later);
  const access: Access = operation.kind === 'read' && !operation.restricted ? 'read' : 'write';
  try {
    const output = await inTransaction(house.db, tenantId, access, async db => {
      const work = new Map<string, () => Promise<unknown>>();
      const later: Later = (key, follow) => {
        work.delete(key);
        work.set(key, follow);
      };
      const output = await runOn(db, later);
      for (const follow of work.values()) await follow();
      return output;
    });
    if (changes.length > 0 && tenantId !== null) house.told?.({ tenantId, changes });
    return output;
  } catch (error) {
    if (error instanceof Refusal && operation.uploaded && actor)
      await discardFile(house, actor.tenantId, operation.uploaded(checked));
    throw translateError(error);
  }
}
