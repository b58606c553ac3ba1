import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../kernel/calendar';
import { compareDecimals } from '../../../kernel/decimal';
import type { TargetTerms, TrajectoryShape } from '../schema';
import { readTarget, termsOn } from './target-reading';
import { plannedOn, type TargetShape } from './targets';
import { drawTrajectory, type GivenPoint, trajectoryOfPart } from './trajectory';

const stock: TargetShape = { comparator: 'ge', value: '175', low: null, high: null, unit: '所', baseline: '160' };
const year = { startOn: '2025-12-31', dueOn: '2026-12-31' };
const draw = (
  shape: TrajectoryShape,
  more: { given?: GivenPoint[]; seasons?: (string | null)[] } = {},
  target = stock,
) => drawTrajectory({ target, shape, ...year, ...more });

describe('a trajectory in its shape', () => {
  it('by term, is due on the days that terms stand for and holds in between', () => {
    const { points } = draw('terms');
    expect(points).toEqual([
      { on: '2025-12-31', planned: '160' },
      { on: '2026-07-31', planned: '169' },
      { on: '2026-12-31', planned: '175' },
    ]);
    expect(plannedOn(points, '2026-07-30', 'terms')).toBe('160');
    expect(plannedOn(points, '2026-12-30', 'terms')).toBe('169');
  });

  it('in steps, takes equal ones on days without a value', () => {
    const days = ['2026-04-01', '2026-09-01'].map(on => ({ on, planned: null }));
    const { points } = draw('stepped', { given: days });
    expect(points.map(({ planned }) => planned)).toEqual(['160', '165', '170', '175']);
    expect(plannedOn(points, '2026-08-31', 'stepped')).toBe('165');
  });

  it('by season, goes as the months of last year went', () => {
    const seasons = ['0', '0', '0', '0', '0', '0', '0', '10', '30', '10', '0', '0'];
    const { points, findings } = draw('seasonal', { seasons });
    const at = (on: string) => plannedOn(points, on, 'seasonal');
    expect([at('2026-07-31'), at('2026-08-31'), at('2026-09-30'), at('2026-10-31')]).toEqual([
      '160',
      '163',
      '172',
      '175',
    ]);
    expect(findings).toEqual([]);
  });

  it('by season without a last year, is linear and says so', () => {
    const { points, findings } = draw('seasonal', { seasons: [] });
    expect(points).toEqual(draw('linear').points);
    expect(findings.map(({ code, level }) => [code, level])).toEqual([['no-seasons', 'warning']]);
  });

  it('by hand, is closed with the baseline and the value', () => {
    const { points, findings } = draw('manual', { given: [{ on: '2026-06-30', planned: '172' }] });
    expect(points.map(({ planned }) => planned)).toEqual(['160', '172', '175']);
    expect(findings).toEqual([]);
    const back = draw('manual', { given: [{ on: '2026-06-30', planned: '150' }] });
    expect(back.findings.map(({ code }) => code)).toEqual(['turns-back']);
  });

  it('names each point that cannot be', () => {
    const given = [
      { on: '2026-06-30', planned: '170' },
      { on: '2026-06-30', planned: '171' },
      { on: '2027-01-01', planned: '172' },
    ];
    const { points, findings } = draw('manual', { given });
    expect(points).toEqual([]);
    expect(findings.map(({ code, at }) => [code, at])).toEqual([
      ['points-out-of-order', 'points.1'],
      ['point-off-the-way', 'points.2'],
    ]);
    const end = draw('manual', { given: [{ on: '2026-12-31', planned: '174' }] });
    expect(end.findings.map(({ code }) => code)).toEqual(['end-is-not-the-target']);
    expect(draw('stepped').findings.map(({ code }) => code)).toEqual(['no-points']);
  });

  const tenths = fc.integer({ min: -5_000, max: 5_000 }).map(value => (value / 10).toFixed(1));
  const shapes = fc.constantFrom<TrajectoryShape>('linear', 'terms', 'stepped', 'seasonal');

  it('starts at the baseline, ends exactly at the target and never turns back, on any day', () => {
    fc.assert(
      fc.property(
        shapes,
        tenths,
        tenths,
        fc.integer({ min: 2, max: 700 }),
        fc.array(fc.integer({ min: 1, max: 699 }), { minLength: 1, maxLength: 5 }),
        fc.array(fc.option(tenths), { minLength: 12, maxLength: 12 }),
        (shape, baseline, value, length, steps, seasons) => {
          const dueOn = addDays(year.startOn, length);
          const days = [...new Set(steps.map(step => 1 + (step % length)))].sort((a, b) => a - b);
          const given = days.map(day => ({ on: addDays(year.startOn, day), planned: null }));
          const target: TargetShape = { ...stock, comparator: 'eq', unit: '%', baseline, value };
          const { points } = drawTrajectory({ target, shape, startOn: year.startOn, dueOn, given, seasons });
          expect(compareDecimals(points[0]!.planned, baseline)).toBe(0);
          expect(points.at(-1)!.on).toBe(dueOn);
          expect(compareDecimals(points.at(-1)!.planned, value)).toBe(0);
          const rising = compareDecimals(value, baseline);
          let before = baseline;
          for (let day = 0; day <= length + 1; day += 1) {
            const planned = plannedOn(points, addDays(year.startOn, day), shape)!;
            expect(compareDecimals(planned, before) * (rising || 1)).toBeGreaterThanOrEqual(0);
            before = planned;
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('of a part has its own ends and the shape of the whole', () => {
    const whole = draw('seasonal', { seasons: Array.from({ length: 12 }, (_, month) => (month === 8 ? '1' : '0')) });
    expect(trajectoryOfPart(whole.points, '10', '16', '所').map(({ planned }) => planned)).toEqual(
      whole.points.map(({ planned }) => (planned === '160' ? '10' : '16')),
    );
    fc.assert(
      fc.property(shapes, tenths, tenths, (shape, from, to) => {
        const { points } = draw(shape, { given: [{ on: '2026-05-01', planned: null }] });
        const part = trajectoryOfPart(points, from, to, '%');
        expect(compareDecimals(part[0]!.planned, from)).toBe(0);
        expect(compareDecimals(part.at(-1)!.planned, to)).toBe(0);
      }),
    );
    expect(trajectoryOfPart(whole.points, null, '16', '所')).toEqual([]);
  });
});

describe('the reading of a target', () => {
  const { points } = draw('linear');
  const target = { ...stock, dueOn: year.dueOn };
  const values = [
    { on: '2026-03-31', value: '163', isMeasured: true },
    { on: '2026-08-31', value: '168', isMeasured: true },
  ];

  it('is of the day asked, with what was reported by then', () => {
    expect(readTarget(target, points, values, '2026-08-30')).toMatchObject({ actual: '163', actualOn: '2026-03-31' });
    expect(readTarget(target, points, values, '2026-09-30')).toEqual({
      on: '2026-09-30',
      planned: '171',
      actual: '168',
      actualOn: '2026-08-31',
      plannedThen: '170',
      gap: '-2',
      share: 53,
      plannedShare: 73,
      status: 'behind',
    });
    expect(readTarget(target, points, [], '2026-09-30')).toMatchObject({
      actual: null,
      gap: null,
      status: 'unreported',
    });
  });

  it('counts less as ahead where less is better', () => {
    const fewer = { ...target, comparator: 'le' as const, value: '10', baseline: '20' };
    const down = drawTrajectory({ target: fewer, shape: 'linear', ...year, direction: 'down' }).points;
    const reading = readTarget(
      fewer,
      down,
      [{ on: '2026-06-30', value: '13', isMeasured: false }],
      '2026-06-30',
      'down',
    );
    expect([reading.planned, reading.gap, reading.status]).toEqual(['15', '2', 'on-track']);
  });

  it('takes what was measured before what a report says, and a report where nothing was measured yet', () => {
    const said = [{ on: '2026-02-28', value: '161', isMeasured: false }, ...values];
    const later = [...said, { on: '2026-09-25', value: '174', isMeasured: false }];
    const actualOn = (on: string) => readTarget(target, points, later, on).actual;
    expect(['2026-02-28', '2026-04-01', '2026-09-30'].map(actualOn)).toEqual(['161', '163', '168']);
  });

  it('is missed once its day is past', () => {
    expect(readTarget(target, points, values, '2027-01-01')).toMatchObject({ status: 'missed', gap: '-7' });
  });

  it('keeps to the terms of that day', () => {
    const terms = (value: string): TargetTerms => ({
      comparator: 'ge',
      value,
      low: null,
      high: null,
      dueOn: year.dueOn,
      strength: 'commit',
      baseline: '160',
      trajectory: 'linear',
      startOn: null,
      points: [],
    });
    const revisions = [
      { on: '2026-04-10', before: terms('170'), after: terms('172') },
      { on: '2026-09-01', before: terms('172'), after: terms('175') },
    ];
    const valueOn = (on: string) => termsOn(terms('175'), revisions, on).value;
    expect(['2026-04-09', '2026-04-10', '2026-08-31', '2026-09-01'].map(valueOn)).toEqual(['170', '172', '172', '175']);
  });
});
