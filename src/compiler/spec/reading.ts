import { Refusal } from '../../kernel/refusal';
import { readDocument } from '../readers/read-document';
import type { Source } from '../source';

/** The source, or the code of the refusal. Anything else that is thrown is a bug. */
export const readOrRefuse = async (bytes: Uint8Array, name: string): Promise<Source | string> => {
  try {
    return await readDocument(bytes, name);
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
};

/** The text, or the code of the refusal. */
export const textOf = async (content: Uint8Array | string, name: string): Promise<string> => {
  const read = await readOrRefuse(typeof content === 'string' ? new TextEncoder().encode(content) : content, name);
  return typeof read === 'string' ? read : read.text;
};

/** The cells of a source as `row.column text`; with the rows and columns that a merged one takes. */
export const cellsOf = ({ text, marks }: Source): string[] =>
  marks.flatMap(({ start, end, place }) => {
    if (place.kind !== 'cell') return [];
    const merged = place.rows > 1 || place.columns > 1 ? ` (${place.rows}×${place.columns})` : '';
    return [`${place.row}.${place.column}${merged} ${text.slice(start, end)}`];
  });

/** Copies of a file with a few bytes changed, always the same ones. */
export const damaged = (bytes: Uint8Array, copies: number): Uint8Array[] => {
  let seed = 7;
  const next = (below: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed % below;
  };
  return Array.from({ length: copies }, () => {
    const copy = Uint8Array.from(bytes);
    for (let change = 0; change < 8; change += 1) copy[next(copy.length)] = next(256);
    return copy.subarray(0, next(4) === 0 ? next(copy.length) : copy.length);
  });
};
