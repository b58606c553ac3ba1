import { refuse } from '../../kernel/refusal';
import { read } from '../../platform/operation';
import { breakdownInput } from './breakdown-schema';
import { map, saveMap } from './operations-map';
import { exportBoard, exportLeague, exportSeries } from './operations-papers';
import { publicFigures } from './operations-public';
import { mayAnalyse, mayCompare } from './policy';
import { boardOf } from './reads/board';
import { breakdownOf } from './reads/breakdown';
import { leagueOf } from './reads/league';
import { seriesOf } from './reads/series';
import { missingFor, unitFiguresOf } from './reads/unit-figures';
import { boardInput, leagueInput, missingInput, seriesInput, unitsInput } from './schema';

const board = read({
  name: 'analysis.board',
  summary: '全部指标的最近一期：本级与下一级各单位的数值、目标、序时进度、缺报',
  input: boardInput,
  may: mayAnalyse,
  run: boardOf,
});

const series = read({
  name: 'analysis.series',
  summary: '一项指标历期的数值：本级与下一级各单位，目标与推进曲线',
  input: seriesInput,
  may: mayAnalyse,
  run: seriesOf,
});

const breakdown = read({
  name: 'analysis.breakdown',
  summary: '一项指标在一期里按性别、学段、城乡等分组的数值：本级与下一级各单位；数据项没有分组的为空',
  input: breakdownInput,
  may: mayAnalyse,
  run: breakdownOf,
});

const units = read({
  name: 'analysis.units',
  summary: '一个汇总单位由哪些单位汇总而来，各报了多少',
  input: unitsInput,
  may: mayAnalyse,
  run: unitFiguresOf,
});

const missing = read({
  name: 'analysis.missing',
  summary: '一项指标在一期里还缺哪些单位',
  input: missingInput,
  may: mayAnalyse,
  run: missingFor,
});

const league = read({
  name: 'analysis.league',
  summary: '报送排行：及时率与完整率',
  input: leagueInput,
  may: mayAnalyse,
  run: (context, input) => (mayCompare(context.actor) ? leagueOf(context, input) : refuse('not-permitted')),
});

/** The table of this subject's operations. */
export const analysisOperations = [
  board,
  series,
  breakdown,
  units,
  missing,
  league,
  exportBoard,
  exportSeries,
  exportLeague,
  map,
  saveMap,
  publicFigures,
] as const;
