import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { demonstrationTasks } from '../../../tests/support/demonstration-tasks';
import { isWorkday } from '../../kernel/calendar';
import { judgeTarget, trajectoryOf } from '../indicators/rules/targets';
import { judgeLight, type LightFacts } from '../tasks/rules/light';
import { DEMO_TODAY, LAST_MOMENT } from './clock';
import type { DemoEvent, DemoTask } from './events';
import { workOf } from './item-work';
import { demoUnits } from './organisation';
import { demoPeople } from './people';
import { demoYear } from './year';

const units = demoUnits();
const people = demoPeople(units);

const tasks = demonstrationTasks();
const events = demoYear(tasks, units, people);
const of = <K extends DemoEvent['kind']>(kind: K) =>
  events.filter((event): event is Extract<DemoEvent, { kind: K }> => event.kind === kind);

/** What counts of the reports of one unit at the end: those handed in and not returned after. */
const standing = (taskId: string, unitCode: string) => {
  const counted = new Map<string, Extract<DemoEvent, { kind: 'report-submit' }>>();
  let returned: string | null = null;
  for (const event of events) {
    if (event.taskId !== taskId || !('unitCode' in event) || event.unitCode !== unitCode) continue;
    if (event.kind === 'report-submit') {
      counted.set(event.period, event);
      if (returned === event.period) returned = null;
    }
    if (event.kind === 'report-return') {
      counted.delete(event.period);
      returned = event.period;
    }
  }
  const last = [...counted.values()].sort((a, b) => (a.period < b.period ? -1 : 1)).at(-1) ?? null;
  return { last, returned };
};

const lightOf = (task: DemoTask) => {
  const sent = of('send').find(({ taskId }) => taskId === task.id);
  const signed = of('sign').find(({ taskId, unitCode }) => taskId === task.id && unitCode === task.leadUnitCode);
  const done = of('finish').find(({ taskId }) => taskId === task.id);
  const { last, returned } = standing(task.id, task.leadUnitCode ?? '');
  const finished = new Set(
    of('milestone-done')
      .filter(e => e.taskId === task.id)
      .map(e => e.title),
  );
  const late = of('milestone-plan')
    .filter(({ taskId, dueOn: due, title }) => taskId === task.id && due < DEMO_TODAY && !finished.has(title))
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
  const behind = task.targets.flatMap(target => {
    const value = last?.values.find(({ targetId }) => targetId === target.id)?.value;
    const on = last && `${last.period}-31` < DEMO_TODAY ? `${last.period}-31` : DEMO_TODAY;
    const points = trajectoryOf(target, '2025-12-31', target.dueOn);
    const judgement = judgeTarget(
      target,
      points,
      value === undefined ? null : { value, on },
      'up',
      undefined,
      target.dueOn < DEMO_TODAY,
    );
    return judgement.gap === null ? [] : [{ target, judgement, value: value ?? '' }];
  });
  const [worst] = behind;
  const facts: LightFacts = {
    status: done ? 'done' : signed ? 'active' : sent ? 'sent' : 'draft',
    startOn: task.startOn,
    dueOn: task.dueOn,
    rhythm: 'monthly',
    reports: true,
    sentOn: sent?.at.slice(0, 10) ?? null,
    signedOn: signed?.at.slice(0, 10) ?? null,
    doneOn: done?.at.slice(0, 10) ?? null,
    percent: last?.percent ?? 0,
    lastPeriod: last?.period ?? null,
    returnedPeriod: returned,
    milestonesLate: late[0] ? { count: late.length, title: late[0].title, dueOn: late[0].dueOn } : null,
    targetsBehind: worst
      ? {
          count: behind.length,
          indicator: worst.target.indicator,
          planned: worst.judgement.planned ?? '',
          actual: worst.value,
          gap: worst.judgement.gap ?? '',
          unit: worst.target.unit ?? '',
          awaiting: null,
        }
      : null,
  };
  return judgeLight(facts, DEMO_TODAY);
};

describe('the plan and the year agree', () => {
  it('finds every unit of the plan in the tree, and its own work for every item', () => {
    expect(tasks).toHaveLength(50);
    const named = new Set(tasks.flatMap(({ leadUnitCode, unitCodes }) => [leadUnitCode, ...unitCodes]));
    const inBureau = units.filter(({ kind }) => kind !== 'school' && kind !== 'bureau');
    expect(inBureau.filter(({ code }) => !named.has(code)).map(({ name }) => name)).toEqual([]);
    expect(tasks.filter(({ title }) => workOf(title).steps[0] === '实施方案制定').map(({ title }) => title)).toEqual(
      [],
    );
  });

  it('leaves unsent what nobody leads', () => {
    const sent = new Set(of('send').map(({ taskId }) => taskId));
    expect(tasks.filter(({ id }) => !sent.has(id)).map(({ number }) => number)).toEqual(['24.']);
  });
});

describe('the year', () => {
  it('is the same every time', () => {
    expect(demoYear(demonstrationTasks(), demoUnits(), demoPeople(demoUnits()))).toEqual(events);
  });

  it('runs in order of time, on working days, up to the morning of its day', () => {
    const moments = events.map(({ at }) => at);
    expect(moments).toEqual([...moments].sort());
    expect(moments.at(-1)! <= LAST_MOMENT).toBe(true);
    expect([...new Set(moments.map(at => at.slice(0, 10)))].filter(day => !isWorkday(day))).toEqual([]);
  });

  it('lets people do only what can be done: sign what was sent, report what they signed, review what was handed in', () => {
    const state = new Map<string, string>();
    const wrong: string[] = [];
    const logins = new Set(people.map(({ login }) => login));
    for (const event of events) {
      const need = (ok: boolean) => {
        if (!ok) wrong.push(`${event.at} ${event.taskId} ${event.kind}`);
      };
      need(logins.has(event.login));
      need(state.get(event.taskId) !== 'done');
      if (event.kind === 'send') state.set(event.taskId, 'sent');
      else need(state.get(event.taskId) === 'sent');
      if (event.kind === 'finish') state.set(event.taskId, 'done');
      if (event.kind === 'sign') state.set(`${event.taskId} ${event.unitCode}`, 'signed');
      if (event.kind === 'milestone-plan') state.set(`${event.taskId} ${event.title}`, 'planned');
      if (event.kind === 'milestone-done') need(state.get(`${event.taskId} ${event.title}`) === 'planned');
      if (!('period' in event)) continue;
      const key = `${event.taskId} ${event.unitCode} ${event.period}`;
      need(state.get(`${event.taskId} ${event.unitCode}`) === 'signed');
      if (event.kind === 'report-submit') need([undefined, 'report-return'].includes(state.get(key)));
      else need(state.get(key) === 'report-submit');
      state.set(key, event.kind);
    }
    expect(wrong).toEqual([]);
  });

  it('speaks in whole sentences that are hardly ever said twice', () => {
    const summaries = of('report-submit').map(({ summary }) => summary);
    expect(summaries.filter(text => !/^[^。]{4,}.*。$/.test(text) || /undefined|NaN|\{|。。/.test(text))).toEqual([]);
    expect(new Set(summaries).size / summaries.length).toBeGreaterThan(0.95);
  });

  it('reports values that the operation takes, of the targets of the task', () => {
    const known = new Set(tasks.flatMap(task => task.targets.map(({ id }) => `${task.id} ${id}`)));
    const values = of('report-submit').flatMap(({ taskId, values: list }) => list.map(one => ({ taskId, ...one })));
    expect(values.length).toBeGreaterThan(100);
    expect(values.filter(({ value }) => !/^-?\d{1,15}(\.\d{1,6})?$/.test(value))).toEqual([]);
    expect(values.filter(({ taskId, targetId }) => !known.has(`${taskId} ${targetId}`))).toEqual([]);
  });

  it('leaves the bureau as bureaus are: most on track, some behind, a few late, some done', () => {
    const counts = new Map<string, number>();
    for (const { light } of tasks.map(lightOf)) counts.set(light, (counts.get(light) ?? 0) + 1);
    expect(Object.fromEntries(counts)).toEqual({ blue: 6, green: 31, grey: 2, red: 4, yellow: 7 });
  });

  it('leaves everybody something to do', () => {
    const waiting = of('report-submit').filter(({ taskId, unitCode, period }) => {
      const reviews = events.filter(
        e => 'period' in e && e.taskId === taskId && e.unitCode === unitCode && e.period === period,
      );
      return reviews.at(-1)?.kind === 'report-submit';
    });
    expect(waiting.length).toBeGreaterThanOrEqual(4);
    const [firstLiaison] = people.filter(({ posts }) => posts[0]?.role === 'liaison');
    const mine = tasks.filter(({ leadUnitCode }) => leadUnitCode === firstLiaison?.posts[0]?.unitCode);
    expect(mine.some(({ id, leadUnitCode }) => standing(id, leadUnitCode ?? '').returned !== null)).toBe(true);
  });

  it('attaches evidence that opens', () => {
    const files = of('report-submit').flatMap(event => event.files);
    const pictures = files.filter(({ mediaType }) => mediaType === 'image/png');
    expect(files.length).toBeGreaterThan(60);
    expect(pictures.length).toBeGreaterThan(5);
    for (const { bytes } of pictures) {
      const data = Buffer.from(bytes);
      const at = data.indexOf('IDAT');
      const pixels = inflateSync(data.subarray(at + 4, at + 4 + data.readUInt32BE(at - 4)));
      expect(pixels).toHaveLength((data.readUInt32BE(16) * 3 + 1) * data.readUInt32BE(20));
    }
  });
});
