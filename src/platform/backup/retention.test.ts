import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DatedBackup, readRetention, whatToKeep } from './retention';

const DAY = 86_400_000;
const dayBefore = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - days * DAY).toISOString().slice(0, 10);
const backup = (day: string, hour = '02'): DatedBackup => ({
  name: `${day}-${hour}`,
  day,
  madeAt: `${day}T${hour}:30:00Z`,
});
const today = '2026-11-24';
const year = Array.from({ length: 365 }, (_, index) => backup(dayBefore(today, index)));
const rule = { daily: 7, weekly: 4, monthly: 12 };

describe('old backups', () => {
  it('stay by day, by week and by month', () => {
    const { keep } = whatToKeep(year, today, rule);
    expect(keep.map(name => name.slice(0, 10))).toEqual([
      // Seven days.
      '2026-11-24',
      '2026-11-23',
      '2026-11-22',
      '2026-11-21',
      '2026-11-20',
      '2026-11-19',
      '2026-11-18',
      // The Sundays of the weeks before: with this one and the last, four.
      '2026-11-15',
      '2026-11-08',
      // The last day of each month before.
      '2026-10-31',
      '2026-09-30',
      '2026-08-31',
      '2026-07-31',
      '2026-06-30',
      '2026-05-31',
      '2026-04-30',
      '2026-03-31',
      '2026-02-28',
      '2026-01-31',
      '2025-12-31',
    ]);
  });

  it('of a server that stood still are not all lost the day it comes back', () => {
    const old = year.slice(200, 203);
    expect(whatToKeep([backup(today), ...old], today, rule).remove).toEqual([]);
  });

  it('of one day leave the newest', () => {
    const { keep, remove } = whatToKeep([backup(today, '02'), backup(today, '14')], today, rule);
    expect([keep, remove]).toEqual([[`${today}-14`], [`${today}-02`]]);
  });

  const days = fc.array(
    fc.record({ ago: fc.integer({ min: -3, max: 800 }), hour: fc.constantFrom('02', '14', '20') }),
    {
      maxLength: 60,
    },
  );
  const rules = fc
    .record({ daily: fc.nat(10), weekly: fc.nat(10), monthly: fc.nat(14) })
    .filter(({ daily, weekly, monthly }) => daily + weekly + monthly > 0);
  const made = (list: { ago: number; hour: string }[]) => [
    ...new Map(list.map(({ ago, hour }) => backup(dayBefore(today, ago), hour)).map(one => [one.name, one])).values(),
  ];

  it('are each kept or removed, the newest and those of days to come are kept, and no more than the rule says', () => {
    fc.assert(
      fc.property(days, rules, (list, retention) => {
        const backups = made(list);
        const { keep, remove } = whatToKeep(backups, today, retention);
        expect([...keep, ...remove].sort()).toEqual(backups.map(({ name }) => name).sort());
        const newest = backups
          .map(({ name }) => name)
          .sort()
          .at(-1);
        if (newest) expect(keep).toContain(newest);
        const future = backups.filter(({ day }) => day > today).map(({ name }) => name);
        expect(keep).toEqual(expect.arrayContaining(future));
        const { daily, weekly, monthly } = retention;
        expect(keep.length - future.length).toBeLessThanOrEqual(1 + daily + weekly + monthly);
      }),
    );
  });

  it('that were kept once are kept when it is asked again the same day', () => {
    fc.assert(
      fc.property(days, rules, (list, retention) => {
        const backups = made(list);
        const { keep } = whatToKeep(backups, today, retention);
        const left = backups.filter(({ name }) => keep.includes(name));
        expect(whatToKeep(left, today, retention).remove).toEqual([]);
      }),
    );
  });
});

it('the rule is read as it is written in the settings', () => {
  expect(readRetention('7d 4w 12m')).toEqual(rule);
  for (const wrong of ['', '7', '7d', '0d 0w 0m', '7d 4w 12m 1y', '-1d 1w 1m']) expect(readRetention(wrong)).toBeNull();
});
