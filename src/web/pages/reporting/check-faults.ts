import type { Finding } from '../../../kernel/finding';
import { ApiError } from '../../api-error';

/** What is wrong with a formula: from the character `from` up to `to` (not with it). */
export type CheckFault = { from: number; to: number; message: string };

const PLACE = /^checks\[(\d+)\]:(\d+)-(\d+)$/;

/** The faults of checks, by the key of the check; null: a check whose faults are of no matter. */
export const faultsIn = (
  findings: readonly Finding[],
  checks: readonly ({ key: number } | null)[],
): Map<number, CheckFault[]> => {
  const found = new Map<number, CheckFault[]>();
  for (const { at, message } of findings) {
    const [, index, from, to] = PLACE.exec(at) ?? [];
    const key = checks[Number(index)]?.key;
    if (key === undefined) continue;
    found.set(key, [...(found.get(key) ?? []), { from: Number(from), to: Number(to), message }]);
  }
  return found;
};

/** The faults for which the server refused to save. */
export const faultsOf = (error: unknown, checks: readonly { key: number }[]): Map<number, CheckFault[]> => {
  const list = error instanceof ApiError && Array.isArray(error.detail.findings) ? error.detail.findings : [];
  return faultsIn(list as Finding[], checks);
};

/** A text in pieces, those with a fault marked; a fault at the end, where something is missing, marks a blank. */
export const markedPieces = (
  text: string,
  faults: readonly CheckFault[],
): { at: number; text: string; isWrong: boolean }[] => {
  const wrong = (at: number) => faults.some(({ from, to }) => at >= from && at < Math.max(to, from + 1));
  const pieces: { at: number; text: string; isWrong: boolean }[] = [];
  const padded = faults.some(({ from }) => from >= text.length) ? `${text}\u00a0` : text;
  for (let at = 0; at < padded.length; at += 1) {
    const last = pieces.at(-1);
    if (last && last.isWrong === wrong(at)) last.text += padded[at];
    else pieces.push({ at, text: padded[at]!, isWrong: wrong(at) });
  }
  return pieces;
};
