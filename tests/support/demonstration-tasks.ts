import { readFileSync } from 'node:fs';
import { compile } from '../../src/compiler/compile';
import { textSource } from '../../src/compiler/source';
import { decimalOf } from '../../src/kernel/decimal';
import type { DemoTask } from '../../src/subjects/demonstration/events';
import { demoUnits } from '../../src/subjects/demonstration/organisation';
import { pairsIn } from '../../src/subjects/indicators/adopt-targets';
import { knownUnits, shippedPack } from '../../src/subjects/indicators/reads/shipped-packs';
import { meantBy } from '../../src/subjects/indicators/rules/indicator-names';
import { type Pack, readPack } from '../../src/subjects/indicators/rules/pack';
import { itemsToAdopt } from '../../src/subjects/plans/rules/adoption';
import { matchNames } from '../../src/subjects/plans/rules/match-names';
import { settle } from '../../src/subjects/plans/rules/settle';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

/** The education pack as it is imported. */
export const educationPack = (): Pack => readPack(shippedPack('education'), { units: knownUnits() }).pack!;

/**
 * The demonstration's plan as the office adopts it, without the database: compiled, settled, its names found in the tree, its targets
 * in the catalogue.
 */
export const demonstrationTasks = (): DemoTask[] => {
  const plan = settle(compile(textSource('plan.txt', read('examples/yunchuan-2026.txt'))), []);
  const known = demoUnits().map(unit => ({ ...unit, id: unit.code }));
  const names = plan.organizations.map(({ canonical }) => canonical);
  const matches = matchNames(names, known, JSON.parse(read('packs/education/organizations.json')));
  const { indicators } = educationPack();
  return itemsToAdopt(plan, matches).map(item => {
    const lead = item.units.find(({ role }) => role === 'lead')?.unitId ?? null;
    const dueOn = item.dueOn ?? '2026-12-31';
    const decimal = (value: number | null) => (value === null ? null : decimalOf(value));
    const pairs = pairsIn(item.targets);
    return {
      id: item.nodeId,
      version: 1,
      number: item.number,
      title: item.title,
      leadUnitCode: lead,
      unitCodes: item.units.map(({ unitId }) => unitId).filter(code => code !== lead),
      startOn: '2026-01-01',
      dueOn,
      targets: item.targets.map(target => {
        const increment = pairs.find(({ stock }) => stock === target)?.increment.value ?? null;
        return {
          id: target.key,
          indicator: target.indicator,
          code: meantBy(target.indicator, target.unit, indicators, knownUnits())?.code ?? null,
          comparator: target.comparator,
          value: decimal(target.value),
          low: decimal(target.low),
          high: decimal(target.high),
          baseline: decimal(increment === null || target.value === null ? target.baseline : target.value - increment),
          unit: target.unit,
          dueOn: target.dueOn ?? dueOn,
        };
      }),
    };
  });
};
