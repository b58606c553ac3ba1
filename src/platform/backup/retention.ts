import type { DateText } from '../database/tables';

/** How many of each to keep: the newest backup of each of the last so many days, weeks (from Monday) and months that have one. */
export type Retention = { daily: number; weekly: number; monthly: number };

/** A backup in the folder, and the day on which it was made, in China. */
export type DatedBackup = { name: string; day: DateText; madeAt: string };

/**
 * Which backups stay. Periods without a backup are not counted, so that a server that stood still for a year does not lose
 * its old ones the day it comes back; the newest always stays, and so does one of a day that has not come yet (a clock was wrong).
 */
export function whatToKeep(
  backups: readonly DatedBackup[],
  today: DateText,
  { daily, weekly, monthly }: Retention,
): { keep: string[]; remove: string[] } {
  const newestFirst = [...backups].sort((a, b) => (a.madeAt < b.madeAt ? 1 : a.madeAt > b.madeAt ? -1 : 0));
  const kept = new Set(newestFirst.slice(0, 1).map(({ name }) => name));
  for (const { name, day } of newestFirst) if (day > today) kept.add(name);
  const rules: [number, (day: DateText) => string][] = [
    [daily, day => day],
    [weekly, mondayOf],
    [monthly, day => day.slice(0, 7)],
  ];
  for (const [count, periodOf] of rules) {
    const seen = new Set<string>();
    for (const { name, day } of newestFirst) {
      const period = periodOf(day);
      if (seen.has(period)) continue;
      if (seen.size === count) break;
      seen.add(period);
      kept.add(name);
    }
  }
  const names = newestFirst.map(({ name }) => name);
  return { keep: names.filter(name => kept.has(name)), remove: names.filter(name => !kept.has(name)) };
}

const DAY_MS = 86_400_000;

function mondayOf(day: DateText): string {
  const date = Date.parse(`${day}T00:00:00Z`);
  const weekday = (new Date(date).getUTCDay() + 6) % 7;
  return new Date(date - weekday * DAY_MS).toISOString().slice(0, 10);
}

/** `7d 4w 12m`; null where it is something else, or keeps nothing. */
export function readRetention(text: string): Retention | null {
  const match = /^(\d{1,3})d\s+(\d{1,3})w\s+(\d{1,3})m$/.exec(text.trim());
  if (!match) return null;
  const [daily, weekly, monthly] = match.slice(1).map(Number) as [number, number, number];
  return daily + weekly + monthly > 0 ? { daily, weekly, monthly } : null;
}
