import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { isWorkday } from '../../kernel/calendar';
import { judgeTarget, trajectoryOf } from '../indicators/rules';
import { judgeLight, type LightFacts } from '../tasks/rules/light';
import { DEMO_TODAY, LAST_MOMENT } from './clock';
import type { DemoEvent, DemoTarget, DemoTask } from './events';
import { workOf } from './item-work';
import { demoUnits } from './organisation';
import { demoPeople } from './people';
import { demoYear } from './year';

const units = demoUnits();
const people = demoPeople(units);
const codeOf = new Map(
  units.flatMap(({ code, name, aliases }) => [name, ...aliases].map(word => [word, code] as const)),
);
const groups: Record<string, string[]> = {
  '各县（市、区）教育局': units.filter(({ kind }) => kind === 'county').map(({ code }) => code),
  机关各处室: units.filter(({ kind }) => kind === 'department').map(({ code }) => code),
  局属各单位: units.filter(({ kind }) => kind === 'affiliated').map(({ code }) => code),
};
// Items whose last date is not the end of the year.
const dueOn: Record<string, string> = {
  1: '2026-06-30',
  7: '2026-08-31',
  9: '2026-10-31',
  11: '2026-08-31',
  13: '2026-09-30',
  14: '2026-10-31',
  15: '2026-05-31',
  18: '2026-05-31',
  21: '2026-06-30',
  22: '2026-11-30',
  29: '2026-08-31',
  35: '2026-11-30',
  36: '2026-09-30',
  38: '2026-09-30',
  40: '2026-10-31',
  44: '2026-09-30',
  49: '2026-11-30',
};
type Short = [indicator: string, comparator: DemoTarget['comparator'], value: string, unit: string, baseline?: string];
const targets: Record<string, Short[]> = {
  3: [
    ['普惠性幼儿园覆盖率', 'ge', '91', '%'],
    ['公办园在园幼儿占比', 'eq', '59', '%', '57.4'],
  ],
  6: [['面向基层印发的文件', 'le', '110', '件']],
  13: [['义务教育阶段辍学学生', 'eq', '0', '']],
  16: [
    ['帮扶县中', 'add', '4', '所'],
    ['帮扶县中', 'eq', '11', '所', '7'],
  ],
  26: [['大班额比例', 'add', '-0.4', '个百分点']],
  31: [
    ['名师工作室', 'add', '20', '个'],
    ['名师工作室', 'eq', '75', '个', '55'],
    ['培训教师', 'eq', '26000', '人次'],
  ],
  32: [['交流轮岗教师占比', 'ge', '10', '%']],
  48: [['课后服务参与学生', 'gt', '280000', '人']],
  49: [
    ['资助学生', 'eq', '65000', '人次'],
    ['发放资助资金', 'eq', '135000000', '元'],
  ],
};

/** The plan's items as tasks; read as plainly as its regular text allows. */
const readTasks = (): DemoTask[] => {
  const text = readFileSync(new URL('../../../examples/yunchuan-2026.txt', import.meta.url), 'utf8');
  return [...text.matchAll(/^(\d+)\.([^。]+)。(.*)$/gm)].map(([, number = '', title = '', body = '']) => {
    const bracket = /（((?:牵头|责任)[^：]*：.*)）$/.exec(body)?.[1] ?? '';
    const names = [...bracket.matchAll(/：([^。]+)/g)].flatMap(([, list = '']) => list.split(/、(?![^（]*）)/));
    const codes = [...new Set(names.flatMap(name => groups[name] ?? codeOf.get(name) ?? `unknown ${name}`))];
    const [lead = null, ...others] = codes;
    return {
      id: `t${number}`,
      number: `${number}.`,
      title,
      leadUnitCode: lead,
      unitCodes: others,
      startOn: '2026-01-01',
      dueOn: dueOn[number] ?? '2026-12-31',
      targets: (targets[number] ?? []).map(([indicator, comparator, value, unit, baseline], index) => ({
        id: `t${number}-${index}`,
        indicator,
        comparator,
        value,
        low: null,
        high: null,
        baseline: baseline ?? null,
        unit,
        dueOn: dueOn[number] ?? '2026-12-31',
      })),
    };
  });
};

const tasks = readTasks();
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
    const judgement = judgeTarget(target, points, value === undefined ? null : { value, on });
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
        }
      : null,
  };
  return judgeLight(facts, DEMO_TODAY);
};

describe('the plan and the year agree', () => {
  it('finds every unit of the plan in the tree, and its own work for every item', () => {
    expect(tasks).toHaveLength(50);
    expect(
      tasks
        .flatMap(({ leadUnitCode, unitCodes }) => [leadUnitCode, ...unitCodes])
        .filter(c => c?.startsWith('unknown')),
    ).toEqual([]);
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
    expect(demoYear(readTasks(), demoUnits(), demoPeople(demoUnits()))).toEqual(events);
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
