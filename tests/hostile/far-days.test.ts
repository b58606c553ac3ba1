import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp, type Visitor } from '../support/app';

let test: TestApp;
let office: Visitor;
let indicatorId: string;
beforeAll(async () => {
  test = await startTestApp();
  office = await test.visit('office', 'supervisor', 'root');
  await office.write('indicators.saveFigure', { code: 'BEDS', name: '床位', kind: 'flow' });
  const input = { code: 'beds', name: '床位', numerator: 'BEDS', frequency: 'year', aggregation: 'sum' };
  indicatorId = (await office.write<{ id: string }>('indicators.save', input)).body.id;
  const form = { code: 'F', name: '表', frequency: 'month', level: 'school', timing: { opens: 0, due: 5, locks: 5 } };
  await office.write('reporting.saveForm', { ...form, keeperUnitId: null, figures: [{ code: 'BEDS' }] });
});
afterAll(() => test.close());

// One question about the year 9999 once kept the server counting for ever, and everybody else waiting with it.
it.each(['0001-01-01', '1899-12-31', '9999-12-31'])('a day in a year that nobody plans is refused: %s', async on => {
  const period = on.slice(0, 4);
  const asked: [string, Record<string, unknown>][] = [
    ['analysis.board', { on }],
    ['analysis.board', { asOf: on }],
    ['analysis.series', { indicatorId, on, periods: 60 }],
    ['analysis.exportBoard', { on }],
    ['analysis.units', { indicatorId, period, groupId: test.unitIds.get('east')! }],
    ['analysis.missing', { indicatorId, period }],
    ['analysis.league', { from: on, to: on }],
    ['reporting.acrossFigure', { figureId: '1', period, lens: 'accepted' }],
    ['reporting.entry', { formId: '1', period, unitId: test.unitIds.get('east-1')! }],
    ['exchange.values', { formId: '1', from: period, to: period }],
    ['tasks.list', { year: 2026, dueTo: on }],
  ];
  const answers = [];
  for (const [name, input] of asked) answers.push([name, (await office.read(name, input)).status]);
  expect(answers).toEqual(asked.map(([name]) => [name, 400]));
});

it.each(['1900-01-01', '2199-12-31'])('the first and the last day that are taken are answered: %s', async on => {
  const period = on.slice(0, 4);
  for (const [name, input] of [
    ['analysis.board', { on }],
    ['analysis.series', { indicatorId, on, periods: 60 }],
    ['analysis.missing', { indicatorId, period }],
  ] as const)
    expect([name, (await office.read(name, input)).status]).toEqual([name, 200]);
});
