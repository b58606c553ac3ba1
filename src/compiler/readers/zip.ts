import { Inflate } from 'fflate';
import { refuse } from '../../kernel/refusal';
import { documentLimits } from './limits';

type Entry = { method: number; packed: number; headerAt: number };

/** An archive whose directory has been read; nothing is unpacked until it is asked for. */
export type Zip = { names: string[]; read: (name: string) => Uint8Array | null };

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;
const PIECE = 65_536;

const findEnd = (view: DataView): number => {
  const lowest = Math.max(0, view.byteLength - 22 - 0xffff);
  for (let at = view.byteLength - 22; at >= lowest; at -= 1)
    if (view.getUint32(at, true) === END_OF_DIRECTORY) return at;
  return -1;
};

/**
 * Opens an archive. Refuses `unreadable-document` where it is damaged, `encrypted-document` where an entry is, and `too-large`
 * once all that was unpacked is over the limit, whatever sizes the directory states.
 */
export const openZip = (bytes: Uint8Array, name: string): Zip => {
  const damaged = (): never => refuse('unreadable-document', { name });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end < 0) return damaged();
  const count = view.getUint16(end + 10, true);
  const tooLarge = (): never => refuse('too-large', { limit: `${documentLimits.unpackedBytes / 2 ** 20} MB`, name });
  if (count > documentLimits.entries) tooLarge();
  const entries = new Map<string, Entry>();
  let at = view.getUint32(end + 16, true);
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== DIRECTORY_ENTRY) return damaged();
    if ((view.getUint16(at + 8, true) & 1) === 1) refuse('encrypted-document', { name });
    const nameLength = view.getUint16(at + 28, true);
    const entryName = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)).replace(/^\//, '');
    entries.set(entryName, {
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      headerAt: view.getUint32(at + 42, true),
    });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  let unpacked = 0;
  const read = (entryName: string): Uint8Array | null => {
    const entry = entries.get(entryName);
    if (!entry) return null;
    const { headerAt, method } = entry;
    if (headerAt + 30 > bytes.length || view.getUint32(headerAt, true) !== LOCAL_HEADER) return damaged();
    const start = headerAt + 30 + view.getUint16(headerAt + 26, true) + view.getUint16(headerAt + 28, true);
    const packed = bytes.subarray(start, start + entry.packed);
    if (method !== STORED && method !== DEFLATED) return damaged();
    const take = (length: number): void => {
      unpacked += length;
      if (unpacked > documentLimits.unpackedBytes) tooLarge();
    };
    if (method === STORED) {
      take(packed.length);
      return packed;
    }
    return inflate(packed, take) ?? damaged();
  };
  return { names: [...entries.keys()], read };
};

/** Unpacks piece by piece, so that a bomb is stopped early; null for a broken stream. */
const inflate = (packed: Uint8Array, take: (length: number) => void): Uint8Array | null => {
  const pieces: Uint8Array[] = [];
  let length = 0;
  let complete = false;
  const stream = new Inflate((piece, final) => {
    take(piece.length);
    length += piece.length;
    pieces.push(piece);
    complete = final;
  });
  try {
    for (let at = 0; at < packed.length; at += PIECE)
      stream.push(packed.subarray(at, at + PIECE), at + PIECE >= packed.length);
  } catch (error) {
    // fflate throws errors with a number for their code; anything else (too-large) is not its own.
    if (error instanceof Error && 'code' in error && typeof error.code === 'number') return null;
    throw error;
  }
  if (!complete) return null;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
};
