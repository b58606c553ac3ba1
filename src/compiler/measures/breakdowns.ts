import type { Breakdown, DraftTarget } from '../draft';
import { AMONG } from './reading';

/** A target, and the bracket that it stands in. */
export type Stand = { target: DraftTarget; bracket: number | null };

const MOST_PARTS = 24;

/** 230所(新改扩建193所、…37所), and 193所中幼儿园70所、小学72所…: a total and its parts of one unit. */
export const findBreakdowns = (text: string, stands: Stand[]): Breakdown[] => {
  const found: Breakdown[] = [];
  for (const [index, { target: total, bracket }] of stands.entries()) {
    if (total.value === null) continue;
    const later = stands.slice(index + 1, index + 1 + MOST_PARTS);
    const inside =
      text[total.end] === '('
        ? later.filter(stand => stand.bracket === total.end)
        : AMONG.test(text.slice(total.end, total.end + 4))
          ? later.filter(stand => stand.bracket === bracket)
          : [];
    const parts = inside.map(({ target }) => target).filter(({ unit, value }) => unit === total.unit && value !== null);
    if (parts.length >= 2) found.push({ total, parts });
  }
  return found;
};
