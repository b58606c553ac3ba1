import type { Draft, Region } from '../draft';
import type { Line } from './lines';

const TITLE_WORDS =
  /(?:工作要点|工作计划|行动计划|行动方案|实施方案|工作方案|重点工作|任务分解|任务清单|工作安排|工作思路|实施意见|意见|通知|方案|计划|要点|规划|报告|清单|分工|安排|一览表|表|工作|项目|任务|实事|目标|打算|设想)/;
const YEAR = /(20[0-9]{2}) ?(?:年|学年)/;
const ISSUER =
  /^(?:中共)?[^0-9《》:]{0,24}?(?:人民政府(?:办公(?:厅|室))?|委员会(?:办公(?:厅|室))?|(?:卫生健康|发展(?:和)?改革|住房(?:和)?城乡建设|国资|卫健|发改|住建|民宗|农)委(?:员会)?|总?[局厅](?:党组)?|集团(?:股份)?(?:有限公司)?|有限(?:责任)?公司|公司|大学|学院|医院|中学|小学|幼儿园|学校|中心|街道办事处|街道|[镇乡]|[区市县省]委(?:(?:[一-龥]{2,4})?(?:工委|部|办公[厅室]))?|国务院(?:办公厅)?|委员会|部|协会|联合会|总工会|法院|检察院|办公[厅室]|政府(?:办公[厅室])?)/;
const HAN_YEAR = /二[〇零○O0]([一二三四五六七八九〇零○])([一二三四五六七八九〇零○])年/;

const LONGEST_TITLE = 60;
const LINES_SEARCHED = 12;

const endsLikeText = (line: string): boolean => /[。;:,!?]$/.test(line);

/** 附件：1.…, 首页 >> 要闻, 微博：@…: a list, or what a site says of itself; and the name of a page's column, 计划总结. */
const isAside = (line: string): boolean =>
  /^(?:抄送|抄报|主送|报送|分送):|^附[件表] ?[0-9:]|^[0-9]{1,2}[.、] ?20|>>|»|[一-龥] > [一-龥]|[@|]|[0-9]{3,4}-[0-9]{7,8}|(?:局|厅|委|政府|办公室|委员会)文件$/.test(
    line,
  );
const SHORTEST_TITLE = 5;

/** 重点工作安排（云政发〔2026〕2号): the number behind a title is none of it. */
const DOCUMENT_NUMBER = / ?\([^()]*〔20[0-9]{2}〕[^()]*\)$/;
const NUMBER_LENGTH = 30;
const NUMBER_BEFORE = /^[一-龥]{1,8} ?[〔[(]20[0-9]{2}[〕\])] ?[0-9]{1,4}号 ?(?=..)/;

/** 关于印发《云川市教育局2026年工作要点》的通知, 2026年市教育局工作计划: what comes before the name. */
const BEFORE_ISSUER = /^(?:关于(?:印发|转发|公布|下达)《?)?(?:20[0-9]{2}年度?)?/;

/** A title may be broken over two or three lines; it ends with the line that holds a word such as 工作要点. */
const findTitleRegion = (draft: Draft, lines: Line[]): Region | null => {
  const { text } = draft;
  let start: number | null = null;
  for (const line of lines) {
    const first = line.start + (NUMBER_BEFORE.exec(text.slice(line.start, line.start + 30))?.[0].length ?? 0);
    const whole = text.slice(first, line.end);
    const number = DOCUMENT_NUMBER.exec(whole.slice(-NUMBER_LENGTH))?.[0] ?? '';
    const said = whole.slice(0, whole.length - number.length);
    if (draft.labels.some(label => label.start === line.start)) break;
    if (
      said.length > LONGEST_TITLE ||
      endsLikeText(said) ||
      isAside(said) ||
      (start === null && said.length < SHORTEST_TITLE) ||
      /[0-9] ?日$/.test(said) ||
      /^[(〔[]/.test(said) ||
      /〔20[0-9]{2}〕/.test(said)
    ) {
      start = null;
      continue;
    }
    start ??= first;
    if (TITLE_WORDS.test(said) && line.end - start <= 2 * LONGEST_TITLE) return { start, end: first + said.length };
  }
  return null;
};

/** Finds title, plan year and issuer at the head of the text. */
export const findTitle = (draft: Draft): void => {
  const { text } = draft;
  const head = draft.lines.slice(0, LINES_SEARCHED);
  const beforeLabels = head.filter(({ start }) => start < (draft.labels[0]?.start ?? text.length));
  draft.title = findTitleRegion(draft, beforeLabels);
  const title = draft.title ? text.slice(draft.title.start, draft.title.end).replaceAll('\n', '') : '';
  draft.year =
    planYear(title) ??
    yearIn(title) ??
    yearIn(draft.source.name) ??
    yearIn(text.slice(0, 400)) ??
    yearIn(text) ??
    yearOfNumber(text);
  const before = BEFORE_ISSUER.exec(title)![0].length;
  const issuer = ISSUER.exec(title.slice(before));
  if (issuer && issuer[0].length > 2 && draft.title) {
    const start = draft.title.start + before;
    const stated = { start, end: start + issuer[0].length };
    if (!text.slice(stated.start, stated.end).includes('\n')) draft.issuer = stated;
  }
};

/** 2024年总结和2025年计划: the year before the word for what is planned. */
const planYear = (title: string): number | null => {
  const match = /(20[0-9]{2}) ?年?(?:度|全年|全市|全县)?(?:重点)?(?:工作)?(?:计划|要点|思路|打算|安排|任务)/.exec(
    title,
  );
  return match ? Number(match[1]) : null;
};

/** 云政办〔2026〕4号: a text that names no year may still have a number. */
const yearOfNumber = (text: string): number | null => {
  const number = /〔(20[0-9]{2})〕[0-9]{1,4}号/.exec(text.slice(0, 400));
  return number ? Number(number[1]) : null;
};

const yearIn = (text: string): number | null => {
  const arabic = YEAR.exec(text);
  if (arabic) return Number(arabic[1]);
  const han = HAN_YEAR.exec(text);
  if (!han) return null;
  const digit = (character: string) => Math.max(0, '〇一二三四五六七八九'.indexOf(character));
  return 2000 + 10 * digit(han[1]!) + digit(han[2]!);
};
