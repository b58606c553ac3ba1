import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FREE_ATTEMPTS, pauseAfter, placeOf, secondsLeft } from './back-off';

const free = FREE_ATTEMPTS.source;
const at = (seconds: number) => new Date(Date.UTC(2026, 2, 31) + seconds * 1000).toISOString();

describe('the wait after wrong attempts', () => {
  it('begins with half a minute and ends at a quarter of an hour', () => {
    expect([4, 5, 6, 7, 8, 9, 10, 100].map(failures => pauseAfter(failures, free))).toEqual([
      0, 30, 60, 120, 240, 480, 900, 900,
    ]);
  });

  it('never grows shorter with more wrong attempts, and is never longer than a quarter of an hour', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.integer({ min: 1, max: 20 }), (failures, allowed) => {
        expect(pauseAfter(failures + 1, allowed)).toBeGreaterThanOrEqual(pauseAfter(failures, allowed));
        expect(pauseAfter(failures, allowed)).toBeLessThanOrEqual(900);
      }),
    );
  });

  it('is over when its time has passed, whatever the clock did meanwhile', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: -7200, max: 7200 }), (failures, passed) => {
        const left = secondsLeft({ failures, failedAt: at(0) }, free, at(passed));
        expect(left).toBeGreaterThanOrEqual(0);
        expect(left).toBeLessThanOrEqual(900);
        if (passed >= pauseAfter(failures, free)) expect(left).toBe(0);
      }),
    );
  });

  it('leaves an account a hundred guesses a day at most', () => {
    let guesses = 0;
    for (let seconds = 0; seconds < 86_400; guesses += 1) seconds += pauseAfter(guesses + 1, FREE_ATTEMPTS.everywhere);
    expect(guesses).toBeLessThanOrEqual(115);
  });
});

describe('one place', () => {
  it('is an address of IPv4, also in the clothes of IPv6, or a /64 of IPv6', () => {
    expect(placeOf('10.0.0.5')).toBe('10.0.0.5');
    expect(placeOf('::ffff:10.0.0.5')).toBe('10.0.0.5');
    expect(placeOf('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64');
    expect(placeOf('2001:DB8:1:2::1')).toBe('2001:db8:1:2::/64');
    expect(placeOf('2001:0db8::1')).toBe('2001:db8:0:0::/64');
    expect(placeOf('::1')).toBe('0:0:0:0::/64');
    expect(placeOf('fe80::1%eth0')).toBe('fe80:0:0:0::/64');
  });
});
