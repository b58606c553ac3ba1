import type { Domain } from './nice-domain';
import type { TargetStep } from './trajectory-data';
import { later, onPaper, type TrajectoryDrawing } from './trajectory-drawing';

/** Baseline, revisions of the target, today, and “not reported” under each gap. */
export const markSeries = (drawing: TrajectoryDrawing, domain: Domain) => {
  const { data, ink, words } = drawing;
  const { baseline, targets, today } = data;
  return {
    id: 'marks',
    type: 'scatter',
    silent: true,
    itemStyle: { opacity: 1 },
    z: 5,
    data: [
      ...(baseline ? [baselineMark(drawing, baseline)] : []),
      ...targets.slice(1).map((step, index) => revisionMark(drawing, targets[index]!, step)),
      ...gapMarks(drawing, domain),
    ],
    ...(today && {
      markLine: {
        z: 1,
        symbol: 'none',
        silent: true,
        data: [{ xAxis: today }],
        lineStyle: { type: 'solid', width: 1, color: ink.lineStrong },
        label: { position: 'end', formatter: words.today, color: ink.ink2, fontSize: 12 },
      },
    }),
  };
};

const labelOf = ({ ink }: TrajectoryDrawing) => ({ show: true, ...onPaper(ink), color: ink.ink2 });

const baselineMark = (drawing: TrajectoryDrawing, { on, value }: { on: string; value: string }) => {
  const { data, numbers, ink, words } = drawing;
  return {
    value: [later(on, data.span.from), numbers.at(value)],
    symbol: 'circle',
    symbolSize: 8,
    itemStyle: { color: ink.paper, borderColor: ink.ink2, borderWidth: 2, opacity: 1 },
    label: {
      ...labelOf(drawing),
      position: 'bottom',
      align: 'left',
      offset: [2, 3],
      formatter: `${words.baseline} ${numbers.text(value)}`,
    },
  };
};

const revisionMark = (drawing: TrajectoryDrawing, before: TargetStep, step: TargetStep) => {
  const { data, numbers, ink, words } = drawing;
  const [from, to] = [Date.parse(data.span.from), Date.parse(data.span.to)];
  return {
    value: [step.from, numbers.at(step.value)],
    symbol: 'diamond',
    symbolSize: 9,
    itemStyle: { color: ink.ink2, opacity: 1 },
    label: {
      ...labelOf(drawing),
      position: numbers.at(step.value) < numbers.at(before.value) ? 'bottom' : 'top',
      align: (Date.parse(step.from) - from) / (to - from) > 0.5 ? 'right' : 'left',
      distance: 6,
      formatter: words.revised(numbers.text(before.value), numbers.text(step.value)),
    },
  };
};

const gapMarks = (drawing: TrajectoryDrawing, domain: Domain) => {
  const { data, ink, words, narrow } = drawing;
  return data.reported
    .filter(({ value, on }) => value === null && (data.today === null || on <= data.today))
    .map(({ on }) => ({
      value: [on, domain.low],
      symbolSize: 0,
      label: {
        ...labelOf(drawing),
        color: ink.ink3,
        position: 'top',
        fontSize: 11,
        formatter: narrow ? '—' : words.unreported,
      },
    }));
};
