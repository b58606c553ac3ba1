import { describe, expect, it } from 'vitest';
import { demonstrationTasks, educationPack } from '../../../../tests/support/demonstration-tasks';
import { periodOf, shiftPeriod } from '../../../kernel/period';
import { partsOfCell } from '../../reporting/rules/cell-name';
import { type CheckedForm, checkCells } from '../../reporting/rules/check-cells';
import type { FigureFacts } from '../../reporting/rules/indicator-value';
import { codesMeasured, readingOn } from '../../reporting/rules/readings';
import { type NamedSum, sumOfAll } from '../../reporting/rules/sum-of';
import { demoUnits } from '../organisation';
import { aimsOf } from './aims';
import { answersOf } from './answers';
import type { Answer } from './cells';
import { reformsOf } from './reforms';

const pack = educationPack();
const units = demoUnits();
const tasks = demonstrationTasks();
const answers = answersOf(units, tasks);

const figures = new Map(pack.figures.map(figure => [figure.code, figure]));
const options = new Map(pack.dimensions.map(({ code, options: all }) => [code, all]));
const formOf = (code: string): CheckedForm => {
  const form = pack.forms.find(one => one.code === code)!;
  const asked = form.sections.flatMap(section => section.figures);
  return {
    figures: asked.map(named => {
      const { figure: name, mode = 'ask' } = named;
      const { unit, kind, decimals, low = null, high = null, dimension } = figures.get(name)!;
      const categories = dimension ? (options.get(dimension) ?? []) : [];
      return { code: name, name, unit, kind, decimals, low, high, categories, mode, required: true, changeLimit: null };
    }),
    checks: form.checks,
    derived: [],
  };
};

const keyOf = (unitCode: string, form: string, period: string) => `${unitCode} ${form} ${period}`;
const byKey = new Map(answers.map(answer => [keyOf(answer.unitCode, answer.form, answer.period), answer]));
const textsOf = (cells: Answer['cells'] | undefined) =>
  Object.fromEntries(Object.entries(cells ?? {}).map(([cell, value]) => [cell, String(value)]));

/** What a form shows of other forms: July's month, the term's common form. */
const shownIn = ({ unitCode, period }: Answer) => {
  const month = periodOf(period)!.end.slice(0, 7);
  const others = ['KINDERGARTEN_MONTH', 'COMPULSORY_MONTH'].map(form => byKey.get(keyOf(unitCode, form, month)));
  return Object.assign(
    {},
    ...[...others, byKey.get(keyOf(unitCode, 'SCHOOL_TERM', period))].map(one => textsOf(one?.cells)),
  );
};

const findings = (() => {
  const forms = new Map(pack.forms.map(({ code }) => [code, formOf(code)]));
  return answers.flatMap(answer => {
    const previous = textsOf(byKey.get(keyOf(answer.unitCode, answer.form, shiftPeriod(answer.period, -1)))?.cells);
    const cells = { ...shownIn(answer), ...textsOf(answer.cells) };
    const history = { periods: [shiftPeriod(answer.period, -1)], values: {} };
    const seen = { period: answer.period, texts: cells, previous, lastYear: {}, history };
    return checkCells(forms.get(answer.form)!, seen).map(finding => ({ answer, finding }));
  });
})();

describe('what schools and counties answer', () => {
  it('holds where it must', () => {
    const wrong = findings.filter(({ finding }) => finding.level === 'must-fix');
    expect(
      wrong.map(({ answer, finding }) => [answer.unitCode, answer.period, finding.at, finding.values.text]),
    ).toEqual([]);
  });

  it('hardly ever leaves something to explain, and explains what matters', () => {
    const open = findings.filter(
      ({ answer, finding }) => finding.level === 'must-explain' && !answer.explained?.[finding.at],
    );
    expect(open.length / answers.length).toBeLessThan(0.01);
    expect(answers.filter(({ explained }) => explained).length).toBeGreaterThan(10);
  });

  it('has the cells that its form asks, all of them and no others', () => {
    const asked = new Map(
      pack.forms.map(({ code }) => {
        const { figures: all } = formOf(code);
        const cells = all
          .filter(({ mode }) => mode === 'ask')
          .flatMap(({ code: name, categories }) =>
            categories.length === 0 ? [name] : categories.map(option => `${name}.${option.code}`),
          );
        return [code, cells.sort().join()];
      }),
    );
    const cellsOf = ({ cells }: Answer) => Object.keys(cells).sort().join();
    const given = new Map(answers.map(answer => [`${answer.form} ${cellsOf(answer)}`, answer]));
    for (const answer of given.values())
      expect([answer.form, cellsOf(answer)]).toEqual([answer.form, asked.get(answer.form)]);
  });

  it('comes from every unit that is asked, and is not more than a demonstration needs', () => {
    const { merged } = reformsOf(units);
    for (const { code, level, tags } of pack.forms) {
      const those = units.filter(unit => unit.kind === level && tags.every(tag => unit.tags?.includes(tag)));
      const periods = [...new Set(answers.filter(({ form }) => form === code).map(({ period }) => period))];
      expect(periods.length).toBeGreaterThan(0);
      for (const period of periods) {
        const there = those.filter(unit => unit.code !== merged.code || periodOf(period)!.end < merged.on);
        const given = answers.filter(one => one.form === code && one.period === period).map(one => one.unitCode);
        expect([code, period, given.toSorted()]).toEqual([code, period, there.map(unit => unit.code).toSorted()]);
      }
    }
    const values = answers.reduce((count, { cells }) => count + Object.keys(cells).length, 0);
    expect(values).toBeGreaterThan(90_000);
    expect(values).toBeLessThan(120_000);
  });

  it('is the same every time', () => {
    expect(answersOf(demoUnits(), demonstrationTasks())).toEqual(answers);
  });
});

describe('the figures and the plan', () => {
  const sums: NamedSum[] = (() => {
    const found = new Map<string, NamedSum & { whole: number }>();
    for (const { period, cells } of answers)
      for (const [cell, value] of Object.entries(cells)) {
        const key = `${period} ${cell}`;
        const sum = found.get(key) ?? {
          ...partsOfCell(cell),
          period,
          n: 0,
          total: '0',
          low: null,
          high: null,
          whole: 0,
        };
        found.set(key, { ...sum, n: sum.n + 1, whole: sum.whole + value });
      }
    return [...found.values()].map(({ whole, ...sum }) => ({ ...sum, total: String(Math.round(whole * 10) / 10) }));
  })();
  const frequencyOf = (code: string) =>
    pack.forms.find(form => form.sections.some(section => section.figures.some(named => named.figure === code)))!
      .frequency;
  const facts = new Map<string, FigureFacts>(
    pack.figures.map(({ code, kind, aggregation }) => [code, { kind, aggregation, frequency: frequencyOf(code) }]),
  );
  const aim = aimsOf(tasks);
  const leading = (code: string) =>
    tasks.flatMap(({ targets }) => targets).find(target => target.code === code && target.comparator !== 'add');

  it('say the same at the end of a quarter and of a term: a target has one value', () => {
    const differing: unknown[] = [];
    let told = 0;
    for (const indicator of pack.indicators) {
      const target = leading(indicator.code);
      // What is each unit's own, or rises from nothing where the plan says no start, is not told by sums.
      if (
        !target ||
        !indicator.expression ||
        indicator.aggregation === 'each' ||
        indicator.code === 'after-school-pupils'
      )
        continue;
      const { expression, aggregation, unit, direction } = indicator;
      const measured = { expression, aggregation, unit, direction };
      const rhythms = new Set(codesMeasured(measured).map(frequencyOf));
      const period = rhythms.has('quarter') ? '2026-Q2' : rhythms.has('term') ? '2026-S1' : '2026-08';
      const reported = periodOf(period)!;
      const value = Number(readingOn(measured, facts, reported, sumOfAll(sums)));
      const wanted = aim(indicator.code, reported.end, Number.NaN);
      told += 1;
      // A rate of some dozen schools cannot be met more closely than by one of them.
      const near = indicator.code === 'vocational-standard' ? 3 : unit === '%' ? 0.25 : 0.5;
      if (!(Math.abs(value - wanted) <= near)) differing.push([indicator.code, period, value, wanted]);
    }
    expect(differing).toEqual([]);
    expect(told).toBeGreaterThan(25);
  });
});
