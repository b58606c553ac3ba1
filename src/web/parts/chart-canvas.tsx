import { BarChart, CustomChart, HeatmapChart, LineChart, ScatterChart } from 'echarts/charts';
import {
  AriaComponent,
  DataZoomComponent,
  GridComponent,
  MarkAreaComponent,
  MarkLineComponent,
  MarkPointComponent,
  TooltipComponent,
  VisualMapComponent,
} from 'echarts/components';
import type { EChartsCoreOption } from 'echarts/core';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { type Ref, useEffect, useImperativeHandle, useRef } from 'react';
import { useDark } from '../dark-mode';
import { chartTheme } from './chart-theme';

echarts.use([
  BarChart,
  CustomChart,
  HeatmapChart,
  LineChart,
  ScatterChart,
  AriaComponent,
  DataZoomComponent,
  GridComponent,
  MarkAreaComponent,
  MarkLineComponent,
  MarkPointComponent,
  TooltipComponent,
  VisualMapComponent,
  SVGRenderer,
]);

export type ChartOption = EChartsCoreOption;
export type ChartHandle = { savePng: (name: string) => Promise<void> };
type Props = {
  ref?: Ref<ChartHandle>;
  title: string;
  option: ChartOption;
  height: number;
  onPick?: ((item: { name: string; data: unknown }) => void) | undefined;
};

/** Draws the SVG twice as large onto a canvas and offers it as a file. */
const savePng = async (chart: echarts.ECharts, name: string): Promise<void> => {
  const [width, height] = [chart.getWidth(), chart.getHeight()];
  const image = new Image();
  image.src = chart.getDataURL({ type: 'svg' });
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width * 2;
  canvas.height = height * 2;
  const pen = canvas.getContext('2d');
  if (!pen) return;
  pen.fillStyle = getComputedStyle(document.documentElement).getPropertyValue('--paper');
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  const link = document.createElement('a');
  link.href = canvas.toDataURL('image/png');
  link.download = `${name}.png`;
  link.click();
};

/** The drawing itself: follows its box, the option and the theme. */
export const ChartCanvas = ({ ref, title, option, height, onPick }: Props) => {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<echarts.ECharts | null>(null);
  const dark = useDark();
  const pick = useRef(onPick);
  useEffect(() => {
    pick.current = onPick;
  });
  useImperativeHandle(ref, () => ({
    savePng: async name => {
      if (chart.current) await savePng(chart.current, name);
    },
  }));
  // biome-ignore lint/correctness/useExhaustiveDependencies: another shade needs another instance
  useEffect(() => {
    if (!box.current) return;
    const drawn = echarts.init(box.current, chartTheme(), { renderer: 'svg' });
    drawn.on('click', event => pick.current?.({ name: event.name, data: event.data }));
    chart.current = drawn;
    const watch = new ResizeObserver(() => drawn.resize());
    watch.observe(box.current);
    return () => {
      watch.disconnect();
      drawn.dispose();
      chart.current = null;
    };
  }, [dark]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn anew with another shade
  useEffect(() => {
    chart.current?.setOption({ animation: false, ...option }, true);
  }, [option, dark]);
  return <div ref={box} role="img" aria-label={title} style={{ height }} />;
};
