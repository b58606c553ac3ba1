/** A colour of styles.css as it is now (light or dark). */
export const inkOf = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

/** Colours of the lights for marks; everything else in a chart is grey or the accent. */
export const lightColors = () => ({
  red: inkOf('light-red'),
  yellow: inkOf('light-yellow'),
  green: inkOf('light-green'),
  grey: inkOf('light-grey'),
  blue: inkOf('light-blue'),
});

/** ECharts in ink on paper. */
export const chartTheme = () => {
  const [ink2, ink3, line, accent, paper] = ['ink-2', 'ink-3', 'line', 'accent', 'paper'].map(inkOf);
  const axis = {
    axisLine: { lineStyle: { color: line } },
    axisTick: { show: false },
    axisLabel: { color: ink2 },
    splitLine: { lineStyle: { color: line } },
    nameTextStyle: { color: ink3 },
  };
  return {
    color: [accent, ink3, inkOf('line-strong'), ink2],
    backgroundColor: 'transparent',
    // In an SVG file the names stand inside double quotes.
    textStyle: { fontFamily: inkOf('sans').replaceAll('"', "'"), fontSize: 12, color: ink2 },
    grid: { left: 8, right: 24, top: 24, bottom: 8, containLabel: true },
    categoryAxis: { ...axis, splitLine: { show: false } },
    valueAxis: axis,
    timeAxis: axis,
    line: { symbolSize: 5, lineStyle: { width: 2 } },
    tooltip: {
      backgroundColor: paper,
      borderColor: line,
      textStyle: { color: inkOf('ink'), fontSize: 12 },
      confine: true,
    },
  };
};
