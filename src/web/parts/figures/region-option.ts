import type { Region } from '../../../subjects/analysis/rules/read-geojson';
import type { ChartOption } from '../chart-canvas';

/** How one region is drawn: colours as values, words already written. */
export type RegionLook = {
  fill: string;
  ink: string;
  name: string;
  value: string;
  /** Shape of the light and its colour. */
  light: { shape: string; color: string } | null;
  isMissing: boolean;
};

/** Name of a region for the chart: its unit, or itself where it belongs to none. */
export const regionKey = ({ unitId }: Region, index: number): string => unitId ?? `—${index}`;

/** The regions as ECharts takes them: areas named by unit. */
export const mapSource = (regions: readonly Region[]) => ({
  type: 'FeatureCollection',
  features: regions.map((region, index) => ({
    type: 'Feature',
    properties: { name: regionKey(region, index) },
    geometry: { type: 'MultiPolygon', coordinates: region.polygons },
  })),
});

/** How much narrower a degree of longitude is than one of latitude in the middle of the map. */
export const aspectOf = (regions: readonly Region[]): number => {
  let [low, high] = [90, -90];
  for (const { polygons } of regions)
    for (const ring of polygons.flat())
      for (const [, y] of ring) {
        low = Math.min(low, y);
        high = Math.max(high, y);
      }
  return Math.max(0.2, Math.cos((((low + high) / 2) * Math.PI) / 180));
};

type Drawn = {
  map: string;
  regions: readonly Region[];
  look: (unitId: string | null) => RegionLook;
  ink: { line: string; lineStrong: string; accent: string };
  tip: (unitId: string | null) => HTMLElement | string;
  canOpen: boolean;
};

/** A map for ECharts: each region tinted and labelled, without zoom and without legend. */
export const regionOption = ({ map, regions, look, ink, tip, canOpen }: Drawn): ChartOption => {
  const keys = new Map(regions.map((region, index) => [regionKey(region, index), region.unitId]));
  return {
    tooltip: { trigger: 'item', formatter: ({ name }: { name: string }) => tip(keys.get(name) ?? null) },
    series: [
      {
        type: 'map',
        map,
        roam: false,
        selectedMode: false,
        aspectScale: aspectOf(regions),
        // Else the map would be stretched over the whole canvas.
        preserveAspect: true,
        left: 4,
        right: 4,
        top: 4,
        bottom: 4,
        cursor: canOpen ? 'pointer' : 'default',
        labelLayout: { hideOverlap: true },
        label: { show: true, fontSize: 12, lineHeight: 15 },
        emphasis: { disabled: !canOpen, itemStyle: { borderColor: ink.accent, borderWidth: 2 } },
        data: [...keys].map(([name, unitId]) => {
          const { fill, ink: words, isMissing, ...said } = look(unitId);
          const itemStyle = {
            areaColor: fill,
            borderColor: isMissing ? ink.lineStrong : ink.line,
            borderType: isMissing ? 'dashed' : 'solid',
            borderWidth: 1,
          };
          const text = labelOf(said, words);
          return {
            name,
            itemStyle,
            label: text,
            emphasis: { itemStyle: { areaColor: fill }, label: text },
          };
        }),
      },
    ],
  };
};

/** Name and value; braces and bars would be read as a style. */
const labelOf = ({ name, value, light }: Pick<RegionLook, 'name' | 'value' | 'light'>, color: string) => ({
  show: name !== '',
  color,
  formatter: () => `${name.replaceAll(/[{}|]/g, ' ')}\n${light ? `{s|${light.shape}} ` : ''}${value}`,
  rich: { s: { color: light?.color ?? color, fontSize: 12, lineHeight: 15 } },
});
