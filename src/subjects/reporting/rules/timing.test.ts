import { describe, expect, it } from 'vitest';
import { periodOf } from '../../../kernel/period';
import type { Stage } from '../schema';
import {
  barOf,
  type Entering,
  nextToOpen,
  periodsOpenOn,
  type TimedForm,
  windowDaysOf,
  windowState,
  workdaysTo,
} from './timing';

const monthly: TimedForm = {
  frequency: 'month',
  timing: { opens: -2, due: 5, locks: 5 },
  validFrom: '1900-01-01',
  validTo: null,
};

describe('the days of a window', () => {
  it.each([
    // National Day: 1 to 8 October 2025 are no working days, 11 October is one.
    ['2025-09', { opensOn: '2025-09-28', dueOn: '2025-10-14', locksOn: '2025-10-21' }],
    ['2026-08', { opensOn: '2026-08-29', dueOn: '2026-09-07', locksOn: '2026-09-14' }],
    // Next year's holidays are not announced yet: Mondays to Fridays.
    ['2026-12', { opensOn: '2026-12-29', dueOn: '2027-01-08', locksOn: '2027-01-15' }],
  ])('of %s', (code, days) => {
    expect(windowDaysOf(monthly.timing, periodOf(code)!)).toEqual(days);
  });

  it('a form that is due before it opens is due on the day it opens', () => {
    expect(windowDaysOf({ opens: 10, due: 0, locks: 1 }, periodOf('2026-07')!)).toEqual({
      opensOn: '2026-08-10',
      dueOn: '2026-08-10',
      locksOn: '2026-08-11',
    });
  });

  it('counts working days, backwards where it is late', () => {
    expect(workdaysTo('2026-09-04', '2026-09-07')).toBe(1);
    expect(workdaysTo('2026-09-07', '2026-09-07')).toBe(0);
    expect(workdaysTo('2026-09-09', '2026-09-07')).toBe(-2);
    expect(workdaysTo('2026-09-07', '9999-12-31')).toBeGreaterThan(2_000_000);
    expect(Object.is(workdaysTo('2026-09-06', '2026-09-05'), 0)).toBe(true);
  });
});

describe('what opens by itself', () => {
  const codes = (form: TimedForm, today: string) => periodsOpenOn(form, today).map(({ code }) => code);

  it('opens when its day has come and not once it is locked', () => {
    expect(codes(monthly, '2026-08-28')).toEqual([]);
    expect(codes(monthly, '2026-08-29')).toEqual(['2026-08']);
    expect(codes(monthly, '2026-09-14')).toEqual(['2026-08']);
    expect(codes(monthly, '2026-09-15')).toEqual([]);
    expect(nextToOpen(monthly, '2026-09-15')).toMatchObject({ code: '2026-09', opensOn: '2026-09-28' });
    expect(nextToOpen(monthly, '2026-08-29')).toMatchObject({ code: '2026-09' });
  });

  it('opens several periods where a form stays open long, the oldest first', () => {
    const slow = { ...monthly, timing: { opens: 0, due: 20, locks: 30 } };
    expect(codes(slow, '2026-09-30')).toEqual(['2026-07', '2026-08', '2026-09']);
  });

  it('asks for nothing before a form begins and after it ends', () => {
    const short = { ...monthly, validFrom: '2026-09-01', validTo: '2026-10-01' };
    expect(codes(short, '2026-09-01')).toEqual([]);
    expect(codes(short, '2026-09-29')).toEqual(['2026-09']);
    expect(nextToOpen(short, '2026-09-29')).toBeNull();
  });
});

describe('who may type', () => {
  const open: Entering = {
    ...{ opensOn: '2026-08-29', dueOn: '2026-09-07', locksOn: '2026-09-14', endsOn: '2026-08-31', closedAt: null },
    ...{ extendedTo: null, exempt: null, stage: 0 as Stage, unitValidTo: null, returnedAt: null },
  };
  const cases: [Partial<Entering>, string, string | null][] = [
    [{}, '2026-09-01', null],
    [{ stage: 1 }, '2026-09-01', null],
    [{}, '2026-08-28', 'window-not-open'],
    [{}, '2026-09-15', 'window-locked'],
    [{ extendedTo: '2026-09-20' }, '2026-09-15', null],
    [{ extendedTo: '2026-09-20' }, '2026-09-21', 'window-locked'],
    [{ closedAt: '2026-09-10T00:00:00Z' }, '2026-09-10', 'window-locked'],
    [{ stage: 2 }, '2026-09-01', 'figures-locked'],
    [{ stage: 3, exempt: '停办' }, '2026-12-01', 'figures-locked'],
    [{ exempt: '停办' }, '2026-09-01', 'unit-exempt'],
    [{ unitValidTo: '2026-08-31' }, '2026-09-01', 'unit-closed'],
    [{ unitValidTo: '2026-09-01' }, '2026-09-01', null],
    // Sent back after the lock: it waits for the correction.
    [{ returnedAt: '2026-09-20T00:00:00Z' }, '2026-09-21', null],
  ];
  it.each(cases)('%j on %s: %s', (change, today, bar) => {
    expect(barOf({ ...open, ...change }, today)).toBe(bar);
  });

  it('names the state of a window', () => {
    const states = ['2026-08-01', '2026-09-07', '2026-09-08', '2026-09-15'].map(day => windowState(open, day));
    expect(states).toEqual(['coming', 'open', 'late', 'locked']);
    expect(windowState({ ...open, closedAt: '2026-09-01T00:00:00Z' }, '2026-09-01')).toBe('closed');
  });
});
