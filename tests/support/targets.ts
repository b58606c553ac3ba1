import type { Id } from '../../src/platform/database/tables';
import type { NewUnit } from '../../src/subjects/org/store';
import type { TestApp, Visitor } from './app';
import { createSentTask } from './tasks';

export const unit = (
  code: string,
  name: string,
  kind: NewUnit['kind'],
  parentCode: string | null,
  sort: number,
): NewUnit => ({
  code,
  name,
  shortName: name,
  kind,
  parentCode,
  areaCode: null,
  aliases: [],
  sort,
});

/** An invented bureau with a department, and counties `c1`… with schools `c1-1`… in each. */
export const bureauOf = (counties: number, schools: number): NewUnit[] => [
  unit('root', '青溪市教育局', 'bureau', null, 0),
  unit('dept', '学前教育处', 'department', 'root', 1),
  unit('dept-2', '基础教育处', 'department', 'root', 2),
  ...Array.from({ length: counties }, (_, c) => [
    unit(`c${c + 1}`, `第${c + 1}县教育局`, 'county', 'root', 10 + c),
    ...Array.from({ length: schools }, (_, s) =>
      unit(`c${c + 1}-${s + 1}`, `第${c + 1}县${s + 1}小`, 'school', `c${c + 1}`, s),
    ),
  ]).flat(),
];

export type TargetFields = {
  indicator: string;
  unit: string;
  aggregation?: 'sum' | 'ratio' | 'each';
  comparator: 'eq' | 'ge' | 'add';
  value: string;
  baseline?: string;
  pairId?: Id;
};

/** A task that the office sent to the department, with a target of 2026 as a plan would bring it. */
export const targetInTask = async (app: TestApp, office: Visitor, fields: TargetFields): Promise<Id> => {
  const taskId = await createSentTask(app, office, { title: fields.indicator, lead: 'dept', dueOn: '2026-12-31' });
  return addTarget(app, taskId, fields);
};

/** One more target of a task. */
export const addTarget = async (
  { owner, tenantId }: Pick<TestApp, 'owner' | 'tenantId'>,
  taskId: Id,
  { indicator: name, unit: measure, aggregation = 'sum', ...terms }: TargetFields,
): Promise<Id> => {
  const createdAt = new Date().toISOString();
  const { id: indicatorId } = await owner
    .insertInto('indicators')
    .values({ tenantId, name, unit: measure, aggregation, createdAt })
    .onConflict(conflict => conflict.columns(['tenantId', 'name', 'unit']).doUpdateSet({ aggregation }))
    .returning('id')
    .executeTakeFirstOrThrow();
  const { id } = await owner
    .insertInto('targets')
    .values({ tenantId, indicatorId, taskId, unit: measure, dueOn: '2026-12-31', ...terms })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
};

/** What was accepted of a figure in a period: sums of units with units below them, and of schools their own values. */
export const acceptedFigure = async (
  { owner, tenantId, unitIds }: TestApp,
  code: string,
  period: string,
  values: Readonly<Record<string, string>>,
): Promise<void> => {
  const now = new Date().toISOString();
  const { id: figureId } = await owner
    .insertInto('figures')
    .values({ tenantId, code, name: code, createdAt: now })
    .returning('id')
    .executeTakeFirstOrThrow();
  const { id: formId } = await owner
    .insertInto('forms')
    .values({
      tenantId,
      code: `${code}-form`,
      name: code,
      frequency: 'year',
      level: 'school',
      timing: '{}',
      checks: '[]',
      createdAt: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const [startsOn, endsOn] = [`${period.slice(0, 4)}-01-01`, `${period.slice(0, 4)}-12-31`];
  const days = { startsOn, endsOn, opensOn: startsOn, dueOn: endsOn, locksOn: endsOn, openedAt: now };
  await owner
    .insertInto('formWindows')
    .values({ tenantId, formId, period, ...days })
    .execute();
  for (const [at, value] of Object.entries(values)) {
    const orgUnitId = unitIds.get(at)!;
    if (!at.includes('-')) {
      const row = {
        tenantId,
        lens: 3 as const,
        period,
        figureId,
        groupId: orgUnitId,
        category: '',
        n: 1,
        total: value,
      };
      await owner.insertInto('rollups').values(row).execute();
      continue;
    }
    const groupId = unitIds.get(at.split('-')[0]!)!;
    await owner.insertInto('submissions').values({ tenantId, formId, period, orgUnitId, groupId, stage: 3 }).execute();
    await owner.insertInto('figureValues').values({ tenantId, orgUnitId, period, figureId, formId, value }).execute();
  }
};
