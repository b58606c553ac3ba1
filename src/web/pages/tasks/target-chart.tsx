import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskTarget } from '../../../subjects/indicators/schema';
import { useMe } from '../../me';
import { Chart } from '../../parts/chart';
import { inkOf } from '../../parts/chart-theme';
import { aimText } from './target-words';

const numeric = (text: string | null): number | null => (text === null ? null : Number(text));

/** 推进曲线: the planned values, dotted, and what was reported for the whole, with the target as a line. */
export const TargetChart = ({ target }: { target: TaskTarget }) => {
  const { t } = useTranslation('task');
  const { today } = useMe();
  // Values of single counties are in the table; the curve is that of the unit with the most of them: the whole.
  const main = useMemo(() => {
    const count = new Map<string, number>();
    for (const { unitId } of target.values) count.set(unitId, (count.get(unitId) ?? 0) + 1);
    const unit = [...count].sort((a, b) => b[1] - a[1])[0]?.[0];
    return target.values.filter(({ unitId }) => unitId === unit).toSorted((a, b) => a.on.localeCompare(b.on));
  }, [target.values]);
  const option = useMemo(() => {
    const aim = numeric(target.value ?? target.low ?? target.high);
    return {
      grid: { left: 8, right: 64, top: 28, bottom: 8, containLabel: true },
      tooltip: { trigger: 'axis' },
      xAxis: { type: 'time', axisLabel: { formatter: '{M}月', hideOverlap: true } },
      yAxis: { type: 'value', scale: true, name: target.unit ?? '', nameTextStyle: { align: 'left' } },
      series: [
        {
          name: t('target.planned'),
          type: 'line',
          data: target.points.map(({ on, planned }) => [on, Number(planned)]),
          symbol: 'none',
          lineStyle: { type: 'dotted', width: 2, color: inkOf('ink-3') },
          itemStyle: { color: inkOf('ink-3') },
          endLabel: { show: true, formatter: t('target.planned'), color: inkOf('ink-3') },
          markLine: {
            symbol: 'none',
            silent: true,
            label: { color: inkOf('ink-2'), position: 'insideEndTop' },
            data: [
              ...(aim === null
                ? []
                : [
                    {
                      yAxis: aim,
                      label: { formatter: `${t('target.aim')} ${aimText(t, target)}` },
                      lineStyle: { type: 'solid', color: inkOf('ink-2') },
                    },
                  ]),
              {
                xAxis: today,
                label: { formatter: t('target.today'), position: 'end' },
                lineStyle: { type: 'solid', color: inkOf('line-strong') },
              },
            ],
          },
        },
        {
          name: t('target.actual'),
          type: 'line',
          data: main.map(({ on, value }) => [on, Number(value)]),
          symbol: 'circle',
          symbolSize: 6,
          lineStyle: { width: 2, color: inkOf('accent') },
          itemStyle: { color: inkOf('accent') },
          endLabel: { show: true, formatter: t('target.actual'), color: inkOf('accent'), offset: [-34, -12] },
        },
      ],
    };
  }, [target, main, t, today]);
  const dates = [...new Set([...target.points.map(({ on }) => on), ...main.map(({ on }) => on)])].sort();
  const table = {
    columns: [t('target.column.on'), t('target.planned'), t('target.actual')],
    rows: dates.map(on => [
      on,
      numeric(target.points.find(point => point.on === on)?.planned ?? null),
      numeric(main.find(value => value.on === on)?.value ?? null),
    ]),
  };
  return (
    <Chart
      title={t('target.chart', { indicator: target.indicator })}
      option={option}
      table={table}
      height={220}
      hideTitle
    />
  );
};
