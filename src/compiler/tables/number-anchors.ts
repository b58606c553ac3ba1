import type { Region } from '../draft';
import { chineseNumber } from '../plain/numerals';

const ARABIC = /^([0-9]{1,4})[.、]?$/;
const CHINESE = /^\(?([一二三四五六七八九十]{1,3})\)?[、.]?$/;
const LOOK_AHEAD = 24;
const LARGEST_JUMP = 300;

/** The number that a cell is, alone; null for any other text. */
export const cellNumber = (said: string): number | null => {
  const bare = said.replace(/\s+/g, '');
  const arabic = ARABIC.exec(bare);
  if (arabic) return Number(arabic[1]);
  const chinese = bare.length <= 6 ? CHINESE.exec(bare) : null;
  return chinese ? chineseNumber(chinese[1]!) : null;
};

/**
 * Which of the lines of a table are the numbers of its rows, and not amounts in its cells: those that go on with the sequence. It may
 * begin anew, and may leave numbers out.
 */
export const findAnchors = (text: string, lines: Region[], isGroup: (said: string) => boolean): Set<number> => {
  const candidates: Array<{ index: number; number: number; arabic: boolean }> = [];
  for (const [index, { start, end }] of lines.entries()) {
    if (end - start > 7) continue;
    const said = text.slice(start, end);
    const number = cellNumber(said);
    if (number !== null) candidates.push({ index, number, arabic: /[0-9]/.test(said) });
  }
  // Beside 1 2 3, a 一 alone on its line heads a group.
  const arabics = candidates.filter(({ arabic }) => arabic);
  const first = arabics.length > 1 ? arabics[0] : candidates[0];
  const chosen = new Set<number>();
  if (!first) return chosen;
  let last = { index: -2, number: first.number - 1 };
  for (const [at, { index, number, arabic }] of candidates.entries()) {
    if (arabic !== first.arabic || index === last.index + 1) continue;
    const next = last.number + 1;
    const ahead = candidates.slice(at + 1, at + 1 + LOOK_AHEAD);
    const behindGroup = index > 0 && isGroup(text.slice(lines[index - 1]!.start, lines[index - 1]!.end));
    const goesOn =
      number === next ||
      (number === 1 && (behindGroup || (index - last.index > 2 && ahead[0]?.number === 2))) ||
      (number > next &&
        number <= next + LARGEST_JUMP &&
        index - last.index > 2 &&
        !ahead.some(one => one.number === next)) ||
      (number === last.number && index - last.index > 2 && ahead[0]?.number === next);
    if (!goesOn) continue;
    chosen.add(index);
    last = { index, number };
  }
  return chosen;
};
