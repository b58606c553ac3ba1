const fill = (piece: string, length: number): string => piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
const lines = (length: number, each: number, line: (at: number) => string): string =>
  Array.from({ length: Math.floor(length / each) }, (_, at) => line(at + 1)).join('\n');

/** Texts that nobody writes, of a length each: what makes a careless reader slow. */
export const hostileTexts = (length: number): Record<string, string> => ({
  brackets: fill('（', length),
  'brackets in brackets': fill('（', length / 2) + fill('）', length / 2),
  'brackets of all kinds': fill('([（【', length),
  digits: fill('1234567890', length),
  'one label': fill('一、', length),
  'one label a line': fill('1.\n', length),
  'labels in labels': fill('一、(一)1.(1)①', length),
  enumeration: fill('、', length),
  quotes: fill('“', length),
  blanks: fill(' ', length),
  'blank lines': fill(' \n', length),
  tabs: fill('事\t人\n', length),
  'headers of tables': fill('序号\n任务\n责任单位\n', length),
  'lone surrogates': fill('\ud800', length),
  invisible: fill('\u200b', length),
  numerals: fill('三十二', length),
  percentages: fill('达到95%以上、', length),
  statements: fill('（牵头单位：规划科、财务科）', length),
  'statements that never end': fill('（牵头单位：', length),
  bodies: lines(length, 20, at => `${at}.事（责任单位：科${at}处）`),
  'numbers that run on': lines(length, 8, at => `${at}.任务`),
  rhythms: fill('每月28日前', length),
});
