import type { Draft, Region } from '../draft';
import type { Line } from './lines';

const ATTACHMENT =
  /^附(?:件|表|录)? ?[0-9一二三四五六七八九十]{0,3} ?(?::|$)|^附(?:件|表|录) ?[0-9一二三四五六七八九十]{1,3}(?:[.、 ]|$)/;
const DATE_LINE =
  /^(?:20[0-9]{2}|二[〇零○O0][一二三四五六七八九〇零○]{2}) ?年 ?[0-9一二三四五六七八九十]{1,3} ?月 ?[0-9一二三四五六七八九十]{1,3} ?日(?:印发)?$/;
const SIGNATURE = /^[^。;:,]{2,40}$/;
const SIGNATURE_LINES = 3;

export type Ending = { closing: Region | null; attachments: Region[] };

/**
 * Signature and date, and what is attached. Labels in an attachment are not the plan's, so they leave the outline; unless most
 * labels stand there: then the plan itself is what is attached (to a covering letter).
 */
export const findEnding = (draft: Draft): Ending => {
  const { lines, text } = draft;
  const said = lines.map(({ start, end }) => (end - start > 80 ? '' : text.slice(start, end)));
  const attached = lines.findIndex((line, index) => ATTACHMENT.test(said[index]!) && isBehindMost(draft, line));
  if (attached >= 0) {
    const from = lines[attached]!.start;
    draft.labels = draft.labels.filter(label => label.start < from);
  }
  const closing = findClosing(draft, lines, said);
  if (attached < 0) return { closing, attachments: [] };
  const starts = lines
    .filter((_, index) => index >= attached && ATTACHMENT.test(said[index]!))
    .map(({ start }) => start);
  const end = lines.at(-1)!.end;
  const attachments = starts
    .filter(start => !closing || start < closing.start || start >= closing.end)
    .map((start, index, all) => {
      const next = all[index + 1] ?? end;
      return { start, end: closing && start < closing.start ? Math.min(next, closing.start) : next };
    });
  return { closing, attachments };
};

const isBehindMost = (draft: Draft, line: Line): boolean => {
  const before = draft.labels.filter(({ start }) => start < line.start).length;
  return before > 0 && 2 * before > draft.labels.length;
};

const findClosing = (draft: Draft, lines: Line[], said: string[]): Region | null => {
  const lastLabel = draft.labels.findLast(({ first }) => first)?.start ?? 0;
  const date = said.findLastIndex(line => DATE_LINE.test(line));
  if (date <= 0 || lines[date]!.start <= lastLabel) return null;
  let from = date;
  while (
    from > 0 &&
    date - from < SIGNATURE_LINES &&
    lines[from - 1]!.start > lastLabel &&
    SIGNATURE.test(said[from - 1]!)
  ) {
    if (ATTACHMENT.test(said[from - 1]!)) break;
    from -= 1;
  }
  return { start: lines[from]!.start, end: lines[date]!.end };
};
