import { MapChart } from 'echarts/charts';
import { TooltipComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { expect, it } from 'vitest';
import type { Region } from '../../../subjects/analysis/rules/read-geojson';
import { mapSource, type RegionLook, regionOption } from './region-option';

echarts.use([MapChart, SVGRenderer, TooltipComponent]);

const square = (x: number, y: number, size = 1): Region => ({
  unitId: `${x}-${y}`,
  name: '',
  polygons: [
    [
      [
        [x, y],
        [x + size, y],
        [x + size, y + size],
        [x, y + size],
        [x, y],
      ],
    ],
  ],
});

const look = (): RegionLook => ({
  fill: '#eeeeee',
  ink: '#000000',
  name: '',
  value: '',
  light: null,
  isMissing: false,
});

/** Width and height of the first region as it is drawn. */
const drawn = (regions: Region[], width: number, height: number): [number, number] => {
  echarts.registerMap('test', mapSource(regions) as never);
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height });
  const ink = { line: '#999999', lineStrong: '#999999', accent: '#005555' };
  chart.setOption(regionOption({ map: 'test', regions, look, ink, tip: () => '', canOpen: false }) as never);
  const path = /d="(M[^"]+Z)"[^>]*fill="rgb\(238,238,238\)|d="(M[^"]+Z)"[^>]*fill="#eee/.exec(
    chart.renderToSVGString(),
  )!;
  chart.dispose();
  const places = [...(path[1] ?? path[2])!.matchAll(/(-?[\d.]+)[ ,](-?[\d.]+)/g)].map(([, x, y]) => [
    Number(x),
    Number(y),
  ]);
  const span = (values: number[]) => Math.max(...values) - Math.min(...values);
  return [span(places.map(([x]) => x!)), span(places.map(([, y]) => y!))];
};

it('keeps the shape of the land, whatever room there is', () => {
  for (const [width, height] of [
    [1200, 460],
    [340, 340],
    [300, 900],
  ] as const) {
    const [wide, tall] = drawn([square(100, 59.5), square(101, 59.5)], width, height);
    // In 60° of latitude a degree of longitude is half as long as one of latitude.
    expect(wide / tall).toBeCloseTo(0.5, 2);
  }
});
