import { Refusal, refuse } from '../kernel/refusal';
import { dateInChina } from '../kernel/today';
import type { Db } from './database/connect';
import { discardFile } from './files/discard-file';
import type { FileStore } from './files/file-store';
import type { Actor, Change, Context, Later, Operation } from './operation';

/** What stands behind every operation of one server. */
/** `later` is that of the write around, where an operation runs inside another one's transaction. */
export type House = { db: Db; files: FileStore; later?: Later };

/** Where a call came from; goes into the audit row. `now` is given by the demonstration's replay only. */
export type Call = { requestId?: string; address?: string; now?: string; sessionToken?: string };

const parse = (operation: Operation, input: unknown): unknown => {
  const parsed = operation.input.safeParse(input ?? {});
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.path.join('.') ?? '';
  return refuse('invalid-input', { field, reason: issue?.message ?? '', issues: parsed.error.issues });
};

/** The demonstration's day with the hour of the real one. */
const clockOf = (actor: Actor | null, call: Call): { now: string; today: string } => {
  const now = call.now ?? new Date().toISOString();
  if (call.now || !actor?.demoToday) return { now, today: dateInChina(now) };
  const real = dateInChina(now);
  const shift = Date.parse(actor.demoToday) - Date.parse(real);
  return { now: new Date(Date.parse(now) + shift).toISOString(), today: actor.demoToday };
};

/**
 * The one door: HTTP, command line, imports, jobs and replay all pass here. Input is checked, the actor's right is asked,
 * and a write runs in one transaction together with its audit rows. Throws a Refusal; anything else is a bug.
 */
export async function runOperation<Output>(
  house: House,
  operation: Operation,
  actor: Actor | null,
  input: unknown,
  call: Call = {},
): Promise<Output> {
  if (!actor && !operation.open) refuse('signed-out');
  const checked = parse(operation, input);
  if (!(operation.may as (a: Actor | null, i: unknown) => boolean)(actor, checked)) refuse('not-permitted');
  const clock = clockOf(actor, call);
  const run = operation.run as (context: Context<Actor | null>, input: unknown) => Promise<Output>;
  const contextOn = (db: Db, later: Later): Context<Actor | null> => ({
    db,
    actor,
    ...clock,
    files: house.files,
    later,
    sessionToken: call.sessionToken ?? null,
    audit: change => record(db, operation.name, actor, clock.now, call, change),
  });
  // A replay runs many operations inside its own transaction.
  if (operation.kind === 'read' || house.db.isTransaction)
    return run(contextOn(house.db, house.later ?? nothing), checked);
  try {
    return await house.db.transaction().execute(async transaction => {
      const work = new Map<string, () => Promise<unknown>>();
      const later: Later = (key, follow) => {
        work.delete(key);
        work.set(key, follow);
      };
      const output = await run(contextOn(transaction, later), checked);
      for (const follow of work.values()) await follow();
      return output;
    });
  } catch (error) {
    if (error instanceof Refusal && operation.uploaded && actor)
      await discardFile(house, actor.tenantId, operation.uploaded(checked));
    throw translated(error);
  }
}

const nothing: Later = () => undefined;

/** What the database refuses by a constraint is the caller's news, not a bug. */
const translated = (error: unknown): unknown => {
  const code = (error as { code?: string }).code;
  if (code === '23505') return new Refusal('already-exists', { name: (error as { detail?: string }).detail ?? '' });
  return error;
};

async function record(db: Db, operation: string, actor: Actor | null, now: string, call: Call, change: Change) {
  const tenantId = actor?.tenantId ?? change.tenantId;
  if (!tenantId) throw new Error(`${operation} wrote an audit row without a tenant`);
  await db
    .insertInto('auditEntries')
    .values({
      tenantId,
      at: now,
      userId: actor?.userId ?? null,
      operation,
      kind: change.kind,
      subjectId: change.id,
      underKind: change.under?.kind ?? null,
      underId: change.under?.id ?? null,
      before: change.before === undefined ? null : JSON.stringify(change.before),
      after: change.after === undefined ? null : JSON.stringify(change.after),
      requestId: call.requestId ?? null,
      address: call.address ?? null,
    })
    .execute();
}
