import { refuse } from '../../kernel/refusal';
import { type Context, Download, read } from '../../platform/operation';
import { writeWorkbook } from '../../platform/papers/workbook';
import type { WorkbookModel } from '../../platform/papers/workbook-model';
import { boardWorkbook, leagueWorkbook, type PaperOf, paperName, seriesWorkbook } from './papers';
import { mayAnalyse, mayCompare } from './policy';
import { boardOf } from './reads/board';
import { leagueOf } from './reads/league';
import { seriesOf } from './reads/series';
import { exportBoardInput, leagueInput, seriesInput } from './schema';

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const paperOf = async ({ db, actor, today }: Context): Promise<PaperOf> => {
  const { name } = await db
    .selectFrom('tenants')
    .select('name')
    .where('tenantId', '=', actor.tenantId)
    .executeTakeFirstOrThrow();
  return { body: name, today, language: actor.language };
};

const download = async (model: WorkbookModel, on: string): Promise<Download> =>
  new Download(paperName(model.sheets[0]!.title!, on), WORKBOOK, await writeWorkbook(model));

export const exportBoard = read({
  name: 'analysis.exportBoard',
  summary: '指标总览导出为 .xlsx：数值、目标、进度、报送，各单位数值与分解值',
  input: exportBoardInput,
  perMinute: 30,
  may: mayAnalyse,
  run: async (context, input) => {
    const board = await boardOf(context, input);
    return download(boardWorkbook(board, await paperOf(context)), board.on);
  },
});

export const exportSeries = read({
  name: 'analysis.exportSeries',
  summary: '一项指标历期数值导出为 .xlsx：本级与下一级各单位',
  input: seriesInput,
  perMinute: 30,
  may: mayAnalyse,
  run: async (context, input) => {
    const series = await seriesOf(context, input);
    return download(seriesWorkbook(series, await paperOf(context)), series.whole.at(-1)!.endsOn);
  },
});

export const exportLeague = read({
  name: 'analysis.exportLeague',
  summary: '报送排行导出为 .xlsx',
  input: leagueInput,
  perMinute: 30,
  may: mayAnalyse,
  run: async (context, input) => {
    if (!mayCompare(context.actor)) return refuse('not-permitted');
    const league = await leagueOf(context, input);
    const form = league.forms.find(({ id }) => id === input.formId)?.name ?? null;
    return download(leagueWorkbook(league, await paperOf(context), form), league.to);
  },
});
