import { diffArrays } from 'diff';
import type { Piece } from './revision';

// Figures and Latin words are one word each; of Chinese, a character is.
const WORD = /\d+(?:\.\d+)?|[A-Za-z]+|[\s\S]/gu;
// Beyond so many edits a difference is no longer read; and the work stays bounded.
const MOST_EDITS = 1500;
// An island of so few characters between two changes only makes both harder to read.
const ISLAND = 2;

const wordsOf = (text: string): string[] => text.match(WORD) ?? [];
const isNumber = (text: string): boolean => /^\d+(?:\.\d+)?$/.test(text);

const changed = (before: string, after: string): Piece => ({
  before,
  after,
  same: false,
  number: isNumber(before) && isNumber(after),
});
const kept = (text: string): Piece => ({ before: text, after: text, same: true, number: false });

/** Word by word: what stayed, and what became what. Joined again, the pieces give both texts exactly. */
export function wordDifference(before: string, after: string): Piece[] {
  if (before === after) return before === '' ? [] : [kept(before)];
  const [old, now] = [wordsOf(before), wordsOf(after)];
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start += 1;
  let end = 0;
  while (end < old.length - start && end < now.length - start && old.at(-1 - end) === now.at(-1 - end)) end += 1;
  const middle = piecesOf(old.slice(start, old.length - end), now.slice(start, now.length - end));
  const head = old.slice(0, start).join('');
  const tail = old.slice(old.length - end).join('');
  return bridge([...(head ? [kept(head)] : []), ...middle, ...(end > 0 ? [kept(tail)] : [])]);
}

function piecesOf(old: string[], now: string[]): Piece[] {
  if (old.length === 0 || now.length === 0) return [changed(old.join(''), now.join(''))];
  const parts = diffArrays(old, now, { maxEditLength: MOST_EDITS });
  if (!parts) return [changed(old.join(''), now.join(''))];
  const pieces: Piece[] = [];
  for (const part of parts) {
    const text = part.value.join('');
    const last = pieces.at(-1);
    if (!part.added && !part.removed) pieces.push(kept(text));
    else {
      const [before, after] = part.removed ? [text, ''] : ['', text];
      if (last && !last.same) pieces[pieces.length - 1] = changed(last.before + before, last.after + after);
      else pieces.push(changed(before, after));
    }
  }
  return pieces;
}

/** A character or two that both happen to share between two changes belong to the change; a figure stands for itself. */
function bridge(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = [];
  for (const [index, piece] of pieces.entries()) {
    const [last, next] = [result.at(-1), pieces[index + 1]];
    const island = piece.same && piece.before.length <= ISLAND && !/[\d，。；、,;.]/.test(piece.before);
    const joins = island && last && next && !last.same && !next.same && !last.number && !next.number;
    const follows = last && !last.same && !piece.same;
    if (last && (joins || follows))
      result[result.length - 1] = changed(last.before + piece.before, last.after + piece.after);
    else result.push(piece);
  }
  return result;
}
