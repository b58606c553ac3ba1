/**
 * After wrong attempts the next one has to wait: first half a minute, doubled each time, a quarter of an hour at most. That
 * leaves about a hundred guesses a day for one account (ASVS 5.0 6.3.1), and shuts nobody out for long.
 */
const FIRST_PAUSE_S = 30;
const LONGEST_PAUSE_S = 15 * 60;
/**
 * Wrong attempts without a pause: on one account from one place, and from all unknown places together; and from one address
 * on all accounts, where a whole office may stand behind it (browsers that are known do not count there).
 */
export const FREE_ATTEMPTS = { source: 5, everywhere: 10, allAccounts: 50 } as const;
/** After a day without a wrong attempt the count begins anew. */
export const FORGOTTEN_AFTER_MS = 86_400_000;
/** A browser or an address from which the person came in is known for so long. */
export const KNOWN_DAYS = 90;

export type Failures = { failures: number; failedAt: string };

/** Seconds to wait after so many wrong attempts in a row. */
export const pauseAfter = (failures: number, free: number): number =>
  failures < free ? 0 : Math.min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2 ** Math.min(failures - free, 10));

/** Seconds still to wait at `now`; 0 where nothing stands in the way. */
export const secondsLeft = (counted: Failures | undefined, free: number, now: string): number => {
  if (!counted) return 0;
  const passed = (Date.parse(now) - Date.parse(counted.failedAt)) / 1000;
  // A clock that was set back must not lengthen the wait.
  return Math.max(0, Math.min(LONGEST_PAUSE_S, Math.ceil(pauseAfter(counted.failures, free) - Math.max(0, passed))));
};

/** One provider's customer has a whole /64 of IPv6: counted as one place. */
export const placeOf = (address: string): string => {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (!plain.includes(':')) return plain;
  const [head = '', tail] = plain.split('%')[0]!.toLowerCase().split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  const groups = [...left, ...Array<string>(zeros).fill('0'), ...right];
  return `${groups
    .slice(0, 4)
    .map(group => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
};
