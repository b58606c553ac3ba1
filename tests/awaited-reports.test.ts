import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '../src/kernel/calendar';
import { connect } from '../src/platform/database/connect';
import { mayAwait } from '../src/subjects/tasks/reads/todo';
import { periodAwaited, periodOfCode, periodOn, periodsOwed } from '../src/subjects/tasks/rules/period';
import type { Rhythm } from '../src/subjects/tasks/schema';
import { stories } from './support/stories';
import { createTestDatabase } from './support/test-database';

const day = fc.integer({ min: 0, max: 1_200 }).map(days => addDays('2024-11-01', days));
const rhythm = fc.constantFrom<Rhythm>('weekly', 'monthly', 'quarterly', 'none');
/** A part of a task; what was reported last may be of a rhythm that the task had before. */
const part = fc.record({
  rhythm,
  startOn: day,
  dueOn: day,
  since: day,
  lastPeriod: fc.option(
    fc.tuple(rhythm, day).map(([of, on]) => periodOn(of, on).code),
    { nil: null },
  ),
});

describe('reports that stand in the to-do list', () => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let connected: ReturnType<typeof connect>;
  beforeAll(async () => {
    database = await createTestDatabase();
    connected = connect(database.url, 1, null);
  });
  afterAll(async () => {
    await connected.close();
    await database.drop();
  });

  it('are those of the newest period owed that is near its end and was not reported', () => {
    const near = { weekly: 2, monthly: 7, quarterly: 14, none: 0 };
    fc.assert(
      fc.property(part, day, ({ lastPeriod, ...duty }, today) => {
        const reportedUntil = lastPeriod ? periodOfCode(lastPeriod)!.end : '';
        const one = periodsOwed(duty, today)
          .filter(({ end }) => end > reportedUntil && addDays(end, -near[duty.rhythm]) <= today)
          .at(-1);
        expect(periodAwaited(duty, lastPeriod, today)).toEqual(one ?? null);
      }),
      { numRuns: stories(2_000) },
    );
  });

  it('the database leaves out nothing that the rule asks for, and what was reported it leaves out', async () => {
    const ruled = { asked: 0, settled: 0, leftOut: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(part, { minLength: 20, maxLength: 60 }), day, async (parts, today) => {
        const rows = JSON.stringify(
          parts.map((one, n) => ({ n, rhythm: one.rhythm, due: one.dueOn, last: one.lastPeriod })),
        );
        const { rows: kept } = await sql<{ n: number }>`
          select r.n from jsonb_to_recordset(${rows}::jsonb) as r(n int, rhythm text, due date, last text),
            lateral (select r.rhythm as rhythm, r.due as due_on) t, lateral (select r.last as last_period) u
          where ${mayAwait(today)}`.execute(connected.db);
        const left = new Set(kept.map(({ n }) => n));
        for (const [n, { lastPeriod, ...duty }] of parts.entries()) {
          if (periodAwaited(duty, lastPeriod, today)) {
            ruled.asked += 1;
            expect(left.has(n), JSON.stringify({ today, ...parts[n] })).toBe(true);
          } else if (lastPeriod !== null && periodAwaited(duty, null, today)) {
            ruled.settled += 1;
            if (!left.has(n)) ruled.leftOut += 1;
          }
        }
      }),
      { numRuns: stories(150) },
    );
    expect(ruled.asked).toBeGreaterThan(100);
    // The rest was reported under another rhythm, which only the rule can read.
    expect(ruled.leftOut / ruled.settled).toBeGreaterThan(0.15);
  });
});
