import { MapChart } from 'echarts/charts';
import * as echarts from 'echarts/core';
import { useMemo } from 'react';
import type { Region } from '../../../subjects/analysis/rules/read-geojson';
import { ChartCanvas, type ChartOption } from '../chart-canvas';
import { mapSource } from './region-option';

echarts.use([MapChart]);

const names = new WeakMap<readonly Region[], string>();
let count = 0;

/** A map is known to ECharts by its name; each set of regions is told once. */
const nameOf = (regions: readonly Region[]): string => {
  const known = names.get(regions);
  if (known) return known;
  const name = `regions ${++count}`;
  echarts.registerMap(name, mapSource(regions) as never);
  names.set(regions, name);
  return name;
};

type Props = {
  title: string;
  regions: readonly Region[];
  height: number;
  option: (map: string) => ChartOption;
  onPick?: ((name: string) => void) | undefined;
};

/** The drawing of a map; loaded when the first one is shown. */
export const RegionCanvas = ({ title, regions, height, option, onPick }: Props) => {
  const drawn = useMemo(() => option(nameOf(regions)), [option, regions]);
  return <ChartCanvas title={title} option={drawn} height={height} onPick={onPick && (({ name }) => onPick(name))} />;
};
