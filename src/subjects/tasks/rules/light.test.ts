import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../kernel/calendar';
import en from '../../../locales/en/light.json';
import { say } from '../../../locales/say';
import zh from '../../../locales/zh-CN/light.json';
import { lights, rhythms, taskStatuses } from '../schema';
import { defaultThresholds, judgeLight, type LightFacts } from './light';
import { periodOn } from './period';

const today = '2026-09-28';
const facts: LightFacts = {
  status: 'active',
  startOn: '2026-01-01',
  dueOn: '2026-12-31',
  rhythm: 'monthly',
  reports: true,
  sentOn: '2026-03-02',
  signedOn: '2026-03-03',
  doneOn: null,
  percent: 65,
  lastPeriod: '2026-08',
  returnedPeriod: null,
  milestonesLate: null,
  targetsBehind: null,
};
const sentence = (change: Partial<LightFacts>, day = today) => {
  const { light, reason } = judgeLight({ ...facts, ...change }, day);
  return [light, say('zh-CN', `light:${reason.code}`, reason)];
};

describe('the light of a task', () => {
  it('is grey until it is sent, begun and signed', () => {
    expect(sentence({ status: 'draft' })).toEqual(['grey', '未启动：尚未下发']);
    expect(sentence({ startOn: '2026-10-01' })).toEqual(['grey', '未启动：10月1日开始']);
    expect(sentence({ status: 'sent', signedOn: null, sentOn: '2026-09-25' })).toEqual([
      'grey',
      '未启动：9月25日下发，待签收',
    ]);
  });

  it('is yellow when nobody signs within three working days', () => {
    expect(sentence({ status: 'sent', signedOn: null, sentOn: '2026-09-18' })).toEqual([
      'yellow',
      '预警：9月18日下发，已 6 个工作日未签收（应在 3 个工作日内）',
    ]);
  });

  it('judges progress as of the month that was reported, and says so', () => {
    expect(sentence({})).toEqual(['green', '正常：8月31日按序时进度应到 66%，实际 65%']);
    expect(sentence({ percent: 50 })).toEqual(['yellow', '预警：8月31日按序时进度应到 66%，实际 50%，差 16 个百分点']);
    expect(sentence({ percent: 31 })).toEqual(['red', '滞后：8月31日按序时进度应到 66%，实际 31%，差 35 个百分点']);
  });

  it('is red past the due date, but not where the unit has reported it done', () => {
    expect(sentence({ dueOn: '2026-08-31', percent: 90 })).toEqual([
      'red',
      '超期：应于8月31日完成，已超 28 天，实际 90%',
    ]);
    expect(sentence({ dueOn: '2026-08-31', percent: 100 })[0]).toBe('yellow');
    expect(sentence({ percent: 100 })).toEqual(['green', '正常：已报完成，待办结']);
  });

  it('counts missing reports only up to the newest one', () => {
    expect(sentence({ lastPeriod: '2026-07', percent: 62 })).toEqual([
      'yellow',
      '预警：缺 8 月的进展反馈（应于9月7日前报送）',
    ]);
    expect(sentence({ lastPeriod: '2026-05', percent: 62 })).toEqual(['red', '滞后：连续 3 个月未报进展（自 6 月起）']);
  });

  it('names the milestone, the returned report and the target that are behind', () => {
    const late = { count: 1, title: '完成主体封顶', dueOn: '2026-09-15' };
    expect(sentence({ milestonesLate: late })[1]).toBe('预警：节点“完成主体封顶”应于9月15日完成，已超 13 天');
    expect(sentence({ milestonesLate: { ...late, dueOn: '2026-08-20' } })[0]).toBe('red');
    expect(sentence({ returnedPeriod: '2026-08' })[1]).toBe('预警：8 月的进展反馈被退回，待补正');
    const target = {
      count: 1,
      indicator: '新增普惠园',
      planned: '120',
      actual: '96',
      gap: '24',
      unit: '所',
      awaiting: null,
    };
    expect(sentence({ targetsBehind: target })[1]).toBe('预警：新增普惠园按推进曲线应到 120所，实际 96所，差 24所');
    const awaiting = { on: '2026-06-30', reported: 3, expected: 600 };
    expect(sentence({ targetsBehind: { ...target, awaiting } })[1]).toBe(
      '预警：新增普惠园按推进曲线6月30日应到 120所，实际 96所，差 24所；其后只有 3/600 个单位已核定，暂不作准',
    );
  });

  it('says that working days are a guess where the holidays of the year are not announced', () => {
    const sent = { sentOn: '2027-03-01', signedOn: null, dueOn: '2027-12-31' };
    expect(sentence(sent, '2027-03-09')).toEqual([
      'yellow',
      '预警：3月1日下发，已约 6 个工作日未签收（应在 3 个工作日内；2027 年放假安排尚未公布，暂按周一至周五推算）',
    ]);
  });

  it('is blue when done, whatever else is late', () => {
    expect(sentence({ status: 'done', doneOn: '2026-09-20', dueOn: '2026-05-01', percent: 10 })).toEqual([
      'blue',
      '已办结：9月20日办结',
    ]);
  });

  it('asks of a unit that only assists no more than its signature', () => {
    expect(sentence({ reports: false, percent: 0, lastPeriod: null })).toEqual(['green', '正常：3月3日已签收']);
  });

  it('follows the thresholds of the body', () => {
    const strict = { ...defaultThresholds, yellow: 5, red: 15 };
    expect(judgeLight({ ...facts, percent: 50 }, today, strict).light).toBe('red');
  });
});

const day = fc.integer({ min: 0, max: 364 }).map(days => addDays('2026-01-01', days));
const anyFacts: fc.Arbitrary<LightFacts> = fc
  .record({
    status: fc.constantFrom(...taskStatuses),
    startOn: day,
    length: fc.integer({ min: 0, max: 300 }),
    rhythm: fc.constantFrom(...rhythms),
    reports: fc.boolean(),
    sentOn: day,
    signed: fc.boolean(),
    percent: fc.integer({ min: 0, max: 100 }),
    reported: fc.option(day),
    returned: fc.boolean(),
    late: fc.option(day),
  })
  .map(({ length, signed, reported, returned, late, ...rest }) => ({
    ...rest,
    dueOn: addDays(rest.startOn, length),
    signedOn: signed ? rest.sentOn : null,
    doneOn: rest.status === 'done' ? rest.sentOn : null,
    lastPeriod: reported ? periodOn(rest.rhythm, reported).code : null,
    returnedPeriod: returned ? periodOn(rest.rhythm, rest.startOn).code : null,
    milestonesLate: late ? { count: 1, title: '节点', dueOn: late } : null,
    targetsBehind: null,
  }));

const grave = { green: 0, yellow: 1, red: 2, grey: 0, blue: 0 };

describe('every light', () => {
  it('has a sentence in both languages with nothing left blank', () => {
    fc.assert(
      fc.property(anyFacts, day, (some, on) => {
        const { light, reason } = judgeLight(some, on);
        expect(lights).toContain(light);
        for (const language of ['zh-CN', 'en']) {
          const text = say(language, `light:${reason.code}`, reason);
          expect(text).not.toContain('{{');
          expect(text).not.toBe(reason.code);
        }
      }),
    );
  });

  it('never gets worse by more progress', () => {
    fc.assert(
      fc.property(anyFacts, day, fc.integer({ min: 0, max: 100 }), (some, on, more) => {
        const better = { ...some, percent: Math.max(some.percent, more) };
        expect(grave[judgeLight(better, on).light]).toBeLessThanOrEqual(grave[judgeLight(some, on).light]);
      }),
    );
  });

  it('is said with the same keys in both languages', () => {
    expect(Object.keys(en)).toEqual(Object.keys(zh));
  });
});
