import { addDays } from '../../src/kernel/calendar';
import { periodOn, shiftPeriod } from '../../src/kernel/period';
import { dateInChina } from '../../src/kernel/today';
import type { Id } from '../../src/platform/database/tables';
import type { TestApp } from './app';

/** The month before this one, and the one before that: over, whatever the day. */
export const today = (): string => dateInChina(new Date().toISOString());
export const lastMonth = (): string => shiftPeriod(periodOn('month', today()).code, -1);

type NewFigure = {
  code: string;
  name: string;
  unit?: string;
  kind?: 'stock' | 'flow' | 'cumulative';
  dimension?: string;
  low?: string;
  high?: string;
  decimals?: number;
};

/** Figures of an invented school: pupils by sex, classes, a rate, meals since January. */
export const someFigures: NewFigure[] = [
  { code: 'PUPILS', name: '在校生数', unit: '人', dimension: 'sex', low: '0' },
  { code: 'BOARDERS', name: '寄宿生数', unit: '人', low: '0' },
  { code: 'CLASSES', name: '班级数', unit: '个', low: '0', high: '200' },
  { code: 'ATTENDANCE', name: '出勤率', unit: '%', low: '0', decimals: 1 },
  { code: 'MEALS', name: '供餐累计', unit: '次', kind: 'cumulative', low: '0' },
];

/** Puts figures and the dimension of sex in place; returns ids by code. */
export async function addFigures(
  { owner, tenantId }: Pick<TestApp, 'owner' | 'tenantId'>,
  figures: readonly NewFigure[] = someFigures,
): Promise<Map<string, Id>> {
  const options = JSON.stringify([
    { code: 'f', name: '女' },
    { code: 'm', name: '男' },
  ]);
  await owner
    .insertInto('dimensions')
    .values({ tenantId, code: 'sex', name: '性别', options })
    .onConflict(conflict => conflict.columns(['tenantId', 'code']).doNothing())
    .execute();
  const rows = await owner
    .insertInto('figures')
    .values(figures.map(figure => ({ ...figure, tenantId, createdAt: new Date().toISOString() })))
    .returning(['id', 'code'])
    .execute();
  return new Map(rows.map(({ id, code }) => [code, id]));
}

/** A monthly form of schools over those figures, as it is saved. */
export const someForm = {
  code: 'SCHOOL_MONTH',
  name: '学校月报',
  frequency: 'month',
  level: 'school',
  minutes: 10,
  timing: { opens: 0, due: 5, locks: 5 },
  figures: [
    { code: 'PUPILS', section: '学生', changeLimit: '20' },
    { code: 'BOARDERS', section: '学生' },
    { code: 'CLASSES', section: '学生' },
    { code: 'ATTENDANCE', section: '运行', required: false },
    { code: 'MEALS', section: '运行', required: false },
  ],
  checks: [
    { text: 'BOARDERS <= PUPILS', level: 'must-fix', message: '寄宿生不应多于在校生' },
    { text: 'PUPILS / CLASSES <= 50', level: 'must-explain', message: '平均班额超过50人' },
  ],
};

/** Days around today on which a window is open. */
export const openDays = () => ({
  opensOn: addDays(today(), -3),
  dueOn: addDays(today(), 3),
  locksOn: addDays(today(), 10),
});
