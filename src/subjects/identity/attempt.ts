import { Refusal } from '../../kernel/refusal';
import type { Id } from '../../platform/database/tables';
import { type Context, Refused } from '../../platform/operation';
import { FREE_ATTEMPTS, placeOf, secondsLeft } from './rules/back-off';
import { acquaintance, hashDevice } from './store/devices';
import { ANYWHERE, clearFailures, countFailure, failuresOf, takeTurn } from './store/failures';

/**
 * One try to prove who one is, by a password or by a code. Wrong ones are counted where they come from, and, from places that
 * the account does not know, together: many addresses do not help a guesser, and a guesser elsewhere does not stop a person
 * at a browser or an address from which the person came in before.
 */
export type Attempt = {
  /** Seconds that have to pass first; then nothing is judged and nothing counted. */
  wait: number;
  /** It was wrong: counted. */
  failed: () => Promise<void>;
  /** It was right: what was counted at this place is forgotten. */
  succeeded: () => Promise<void>;
};

export const placeIn = ({ origin }: Context<unknown>): string => placeOf(origin.address ?? 'console');

/** What stands for a login in the counts: a keyed hash, the same for known and unknown ones. */
export const accountKey = ({ secrets }: Context<unknown>, tenantId: Id, login: string): Buffer =>
  secrets.fingerprint(`${tenantId} ${login.toLowerCase()}`);

/** Begins an attempt on a login, from inside the body. `userId` where there is such an account. */
export async function beginAttempt(
  context: Context<unknown>,
  tenantId: Id,
  login: string,
  userId: Id | undefined,
): Promise<Attempt> {
  const { db, origin, realNow } = context;
  const account = accountKey(context, tenantId, login);
  const place = placeIn(context);
  const known = userId ? await acquaintance(db, tenantId, userId, origin.device, place, realNow) : null;
  const source = known === 'device' ? `device ${hashDevice(origin.device!).toString('hex')}` : `address ${place}`;
  const sources = known ? [source] : [source, ANYWHERE];
  const counted = await failuresOf(db, tenantId, account, sources, realNow);
  const paused = Math.max(
    secondsLeft(counted.get(source), FREE_ATTEMPTS.source, realNow),
    secondsLeft(counted.get(ANYWHERE), FREE_ATTEMPTS.everywhere, realNow),
  );
  const wait = paused > 0 ? paused : (await takeTurn(db, account, source)) ? 0 : 1;
  return {
    wait,
    failed: () => countFailure(db, tenantId, account, sources, realNow),
    succeeded: () => clearFailures(db, tenantId, account, source),
  };
}

export const pausedFor = (seconds: number): Refused => new Refused(new Refusal('sign-in-paused', { seconds }));
