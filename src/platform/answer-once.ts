import { sql } from 'kysely';
import { refuse } from '../kernel/refusal';
import type { Db } from './database/connect';
import type { Id, Timestamp } from './database/tables';
import { Download, Refused, SessionChange } from './operation';
import type { SecretBox } from './secrets/secret-box';

/** How long an answer is kept for whoever asks again: milliseconds. */
const KEPT_MS = 2 * 86_400_000;
// Longer answers (bytes of JSON) are lists of what an import did and the like; that it was done is all that is kept of them.
const LONGEST_KEPT = 64 * 1024;
// What most writes answer; it stands from the beginning, and needs no second statement.
const NOTHING = 'null';
const KEY = /^[\x21-\x7e]{8,128}$/;

/** A write under a key of the caller's own (the header `Idempotency-Key`). */
export type Keyed = { tenantId: Id; userId: Id; key: string; operation: string; input: unknown; now: Timestamp };

/**
 * Does a write once for its key, in the transaction that does it: asked again it answers the same and does nothing. A second one that
 * comes while the first is being done waits for it; one that was refused or failed has left nothing, and is tried again. Refuses
 * `request-key-invalid`, `request-key-used` (with another operation or input), `done-before` (its answer was not kept).
 */
export async function answerOnce<Output>(
  db: Db,
  secrets: SecretBox,
  { tenantId, userId, key, operation, input, now }: Keyed,
  run: () => Promise<Output>,
): Promise<Output> {
  if (!KEY.test(key)) refuse('request-key-invalid');
  const asked = secrets.fingerprint(JSON.stringify([operation, input]));
  const place = `answer ${tenantId} ${userId} ${key}`;
  const taken = await db
    .insertInto('requestKeys')
    .values({ tenantId, userId, key, asked, answer: secrets.seal(NOTHING, place), at: now })
    .onConflict(conflict => conflict.doNothing())
    .returning('key')
    .executeTakeFirst();
  if (!taken) {
    const former = await db
      .selectFrom('requestKeys')
      .select(['asked', 'answer', 'at'])
      .where('tenantId', '=', tenantId)
      .where('userId', '=', userId)
      .where('key', '=', key)
      .executeTakeFirst();
    if (!former?.asked.equals(asked)) return refuse('request-key-used');
    const text = former.answer && secrets.open(former.answer, place);
    return text ? (JSON.parse(text) as Output) : refuse('done-before', { at: former.at });
  }
  const output = await run();
  // What cannot be said a second time: the change of a session, a file, a refusal that leaves something behind.
  const isPlain = !(output instanceof SessionChange || output instanceof Download || output instanceof Refused);
  const text = isPlain ? JSON.stringify(output ?? null) : NOTHING;
  const mine = sql`tenant_id = ${tenantId} and user_id = ${userId} and key = ${key}`;
  if (!isPlain) await sql`delete from request_keys where ${mine}`.execute(db);
  else if (text !== NOTHING) {
    const answer = Buffer.byteLength(text) <= LONGEST_KEPT ? secrets.seal(text, place) : null;
    await sql`update request_keys set answer = ${answer} where ${mine}`.execute(db);
  }
  return output;
}

/** Forgets, in one body, the answers nobody will ask for again. */
export const forgetAnswers = async (db: Db, tenantId: Id, at: Timestamp): Promise<void> => {
  const before = new Date(Date.parse(at) - KEPT_MS).toISOString();
  await db.deleteFrom('requestKeys').where('tenantId', '=', tenantId).where('at', '<', before).execute();
};
