import { Refusal } from '../../kernel/refusal';
import type { Id } from '../../platform/database/tables';
import { type Context, Refused } from '../../platform/operation';
import { FREE_ATTEMPTS, placeOf, secondsLeft } from './rules/back-off';
import { acquaintance, hashDevice } from './store/devices';
import { type Counter, clearFailures, countFailure, failuresOf, takeTurn } from './store/failures';

/**
 * One try to prove who one is, by a password or by a code. Wrong ones are counted where they come from; from places that the
 * account does not know, all together; and at each address over all accounts. So many addresses do not help a guesser, nor
 * many accounts, and a guesser elsewhere does not stop a person at a browser or an address from which the person came in
 * before.
 */
export type Attempt = {
  /** Seconds that have to pass first; then nothing is judged and nothing counted. */
  wait: number;
  /** It was wrong: counted. */
  failed: () => Promise<void>;
  /** It was right: what was counted for this account at this place is forgotten. */
  succeeded: () => Promise<void>;
};

export const placeIn = ({ origin }: Context<unknown>): string => placeOf(origin.address ?? 'console');

/** What stands for a login in the counts: a keyed hash, the same for known and unknown ones. */
export const accountKey = ({ secrets }: Context<unknown>, tenantId: Id, login: string): Buffer =>
  secrets.fingerprint(`${tenantId} ${login.toLowerCase()}`);

type Counted = Counter & { free: number };

/** Where a wrong attempt of this visitor counts; its own place first. */
const countersOf = async (
  context: Context<unknown>,
  tenantId: Id,
  account: Buffer,
  userId: Id | undefined,
): Promise<[Counted, ...Counted[]]> => {
  const { db, origin, realNow, secrets } = context;
  const place = placeIn(context);
  const known = userId ? await acquaintance(db, tenantId, userId, origin.device, place, realNow) : null;
  if (known === 'device') {
    const source = `device ${hashDevice(origin.device!).toString('hex')}`;
    return [{ account, source, free: FREE_ATTEMPTS.source }];
  }
  const source = `address ${place}`;
  const own = { account, source, free: FREE_ATTEMPTS.source };
  const allAccounts = { account: secrets.fingerprint(tenantId), source, free: FREE_ATTEMPTS.allAccounts };
  const everywhere = { account, source: '', free: FREE_ATTEMPTS.everywhere };
  return known === 'address' ? [own, allAccounts] : [own, allAccounts, everywhere];
};

/** Begins an attempt on a login, from inside the body. `userId` where there is such an account. */
export async function beginAttempt(
  context: Context<unknown>,
  tenantId: Id,
  login: string,
  userId: Id | undefined,
): Promise<Attempt> {
  const { db, realNow } = context;
  const account = accountKey(context, tenantId, login);
  const counters = await countersOf(context, tenantId, account, userId);
  const [{ source }] = counters;
  const waits: number[] = [];
  for (const counter of counters)
    waits.push(secondsLeft(await failuresOf(db, tenantId, counter, realNow), counter.free, realNow));
  const paused = Math.max(...waits);
  // One at a time also from all unknown places together: a guesser's thousand machines would each find the same count.
  const turns = [source, ...counters.slice(1).flatMap(counter => (counter.source === '' ? [''] : []))];
  let isMine = paused === 0;
  for (const turn of turns) isMine &&= await takeTurn(db, account, turn);
  const wait = paused > 0 ? paused : isMine ? 0 : 1;
  return {
    wait,
    failed: () => countFailure(db, tenantId, counters, realNow),
    succeeded: () => clearFailures(db, tenantId, account, source),
  };
}

export const pausedFor = (seconds: number): Refused => new Refused(new Refusal('sign-in-paused', { seconds }));
