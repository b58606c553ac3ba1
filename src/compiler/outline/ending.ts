import type { Draft, Region } from '../draft';
import { smallest } from '../plain/add-all';
import type { Line } from './lines';

const ATTACHMENT =
  /^附(?:件|表|录)? ?[0-9一二三四五六七八九十]{0,3} ?(?::|$)|^附(?:件|表|录) ?[0-9一二三四五六七八九十]{1,3}(?:[.、 ]|$)/;
const DATE_LINE =
  /^(?:20[0-9]{2}|二[〇零○O0][一二三四五六七八九〇零○]{2}) ?年 ?[0-9一二三四五六七八九十]{1,3} ?月 ?[0-9一二三四五六七八九十]{1,3} ?日(?:印发)?$/;
const SIGNATURE = /^[^。;:,]{2,40}$/;
const SIGNATURE_LINES = 3;
const TAIL_LINES = 6;

// Below the signature: who else gets it, whether it is public, when it was printed.
const TAIL =
  /^\(?此件(?:公开|主动公开|依申请公开|不公开|不予公开|删减后公开)|^(?:抄送|抄报|主送|分送|主题词|报送|发送) ?:|20[0-9]{2} ?年 ?[0-9]{1,2} ?月 ?[0-9]{1,2} ?日 ?印(?:发)?$|^\(?(?:共印|印发) ?[0-9]{1,5} ?份|^\(?联系人:.{2,20}(?:电话|:)/;

export type Ending = { closings: Region[]; attachments: Region[] };

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
  const tail = findTail(draft, lines, said);
  const closings = [closing, tail].filter(region => region !== null);
  if (tail && closing && tail.start <= closing.end + 1) closings.splice(0, 2, joined(closing, tail));
  if (attached < 0) return { closings, attachments: [] };
  const starts = lines
    .filter((_, index) => index >= attached && ATTACHMENT.test(said[index]!))
    .map(({ start }) => start);
  const end = lines.at(-1)!.end;
  const attachments = starts
    .filter(start => !closings.some(region => region.start <= start && start < region.end))
    .map((start, index, all) => {
      const stops = [all[index + 1] ?? end, ...closings.map(region => region.start).filter(stop => stop > start)];
      return { start, end: smallest(stops) };
    });
  return { closings, attachments };
};

const joined = (a: Region, b: Region): Region => ({
  start: Math.min(a.start, b.start),
  end: Math.max(a.end, b.end),
});

/** The lines at the very end, behind the last label, that are of the document and not of the plan. */
const findTail = (draft: Draft, lines: Line[], said: string[]): Region | null => {
  const lastLabel = draft.labels.findLast(({ first }) => first)?.start ?? -1;
  let from = lines.length;
  let found = false;
  for (let index = lines.length - 1; index >= 0 && lines.length - index <= TAIL_LINES; index -= 1) {
    if (lines[index]!.start <= lastLabel) break;
    if (!TAIL.test(said[index]!)) {
      if (found) break;
      continue;
    }
    from = index;
    found = true;
  }
  return found ? { start: lines[from]!.start, end: lines.at(-1)!.end } : null;
};

/** More labels stand before the line than behind it. */
const isBehindMost = ({ labels }: Draft, line: Line): boolean => {
  const middle = labels[Math.floor(labels.length / 2)];
  return middle !== undefined && middle.start < line.start;
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
