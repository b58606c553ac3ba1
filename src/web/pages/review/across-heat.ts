import type { TFunction } from 'i18next';
import { addDecimals } from '../../../kernel/decimal';
import type { AcrossGroups, AcrossSum } from '../../../subjects/reporting/across-schema';
import type { HeatCell, HeatColumn, HeatRow } from '../../parts/figures/heat-table';
import { changePercent } from './change-percent';

type Group = AcrossGroups['groups'][number];

/** A mean has its sum and its count; what is largest or smallest, its ends; else the sum. */
const shown = (aggregation: string, cell: AcrossSum | undefined): string | null => {
  if (!cell || cell.n === 0) return null;
  if (aggregation === 'max') return cell.high;
  if (aggregation === 'min') return cell.low;
  return cell.total;
};

const addUp = (values: (string | null)[]): string | null =>
  values.reduce((sum, value) => (value === null ? sum : addDecimals(sum ?? '0', value)), null);

/** Plain minus: the heat table reads its values as numbers. */
export const asNumber = (percent: string | null): string | null => percent?.replace('−', '-').replace('+', '') ?? null;

const before = (group: Group): string | null => addUp(group.cells.map(({ previous }) => previous));

/** How far the sum of a county moved against the period before, in percent. */
export const changeOf = (group: Group): string | null =>
  asNumber(changePercent(before(group), addUp(group.cells.map(({ n, total }) => (n === 0 ? null : total)))));

/** Tinted by how far it moved, whichever way. */
export const changeCell = (change: string | null): HeatCell => ({
  value: change,
  ink: change?.replace('-', '') ?? null,
});

/** The counties as rows; categories, all of them, the period before, the change, who is missing, doubts as columns. */
export const acrossHeat = (
  { figure, categories, groups }: AcrossGroups,
  t: TFunction<'review'>,
): { rows: HeatRow[]; columns: HeatColumn[] } => {
  const many = categories.length > 0;
  const adds = figure.aggregation === 'sum';
  const at = (group: Group, category: string) => group.cells.find(cell => cell.category === category);
  const now = (group: Group) => addUp(group.cells.map(cell => shown(figure.aggregation, cell)));
  const whole: HeatColumn[] = [
    { id: 'now', label: many ? t('review:across.all') : t('review:column.value'), unit: figure.unit },
    { id: 'before', label: t('review:column.previous'), unit: figure.unit },
    { id: 'change', label: t('review:column.change'), unit: '%' },
  ];
  const columns: HeatColumn[] = [
    ...categories.map(({ code, name }) => ({ id: code, label: name, unit: figure.unit })),
    ...(adds || !many ? whole : []),
    { id: 'missing', label: t('review:column.missing'), unit: null },
    { id: 'queries', label: t('review:column.queries'), unit: null },
  ];
  const rows = groups.map((group): HeatRow => {
    const values: Record<string, string | null> = {
      now: now(group),
      before: before(group),
      change: changeOf(group),
      missing: String(group.missing),
      queries: String(group.openQueries),
      ...Object.fromEntries(categories.map(({ code }) => [code, shown(figure.aggregation, at(group, code))])),
    };
    return {
      id: group.groupId,
      name: group.groupName,
      cells: columns.map(({ id }) => {
        const value = values[id] ?? null;
        return id === 'change' ? changeCell(value) : { value };
      }),
    };
  });
  return { rows, columns };
};
