import { Inflate } from 'fflate';
import { refuse } from '../../kernel/refusal';

/** What a workbook may weigh: the file, and everything in it once unpacked. */
export const workbookLimits = { fileBytes: 20 * 2 ** 20, unpackedBytes: 100 * 2 ** 20, entries: 10_000 };

export type ZipEntry = { name: string; method: number; packed: number; unpacked: number; headerAt: number };

const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;
const localHeader = 0x04034b50;
const pauseEvery = 2 ** 16;

const invalid = (reason: string): never => refuse('invalid-workbook', { reason });

const findEnd = (view: DataView): number => {
  const lowest = Math.max(0, view.byteLength - 22 - 0xffff);
  for (let at = view.byteLength - 22; at >= lowest; at -= 1) {
    if (view.getUint32(at, true) === endOfDirectory) return at;
  }
  return invalid('not-zip');
};

/**
 * The directory of a zip archive, read without unpacking anything. Refuses what is not a zip (`invalid-workbook`), and what is too
 * large as a file or by the sizes its directory states (`too-large`).
 */
export const readZipDirectory = (bytes: Uint8Array): ZipEntry[] => {
  const { fileBytes, unpackedBytes, entries: mostEntries } = workbookLimits;
  if (bytes.length > fileBytes) refuse('too-large', { limit: `${fileBytes / 2 ** 20} MB`, of: 'file' });
  if (bytes.length < 22) invalid('not-zip');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // The compound files of old .xls and of encrypted workbooks start like this.
  if (view.getUint32(0, false) === 0xd0cf11e0) invalid('old-or-encrypted');
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  if (count > mostEntries) refuse('too-large', { limit: `${mostEntries}`, of: 'entries' });
  const entries: ZipEntry[] = [];
  let at = view.getUint32(end + 16, true);
  let total = 0;
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== directoryEntry) return invalid('damaged');
    const nameLength = view.getUint16(at + 28, true);
    if ((view.getUint16(at + 8, true) & 1) === 1) invalid('old-or-encrypted');
    const entry: ZipEntry = {
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)).replace(/^\//, ''),
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      unpacked: view.getUint32(at + 24, true),
      headerAt: view.getUint32(at + 42, true),
    };
    total += entry.unpacked;
    entries.push(entry);
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  if (total > unpackedBytes) refuse('too-large', { limit: `${unpackedBytes / 2 ** 20} MB`, of: 'unpacked' });
  return entries;
};

/** What the unpacker throws on data that is not its format: an error with a number for its code. */
const isBrokenStream = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'number';

/**
 * Unpacks one entry piece by piece, giving way to other work between pieces. An entry that unpacks to more than its directory
 * states is a bomb or damaged: refused (`invalid-workbook`) as soon as it is seen.
 */
export const unpackEntry = async (
  bytes: Uint8Array,
  entry: ZipEntry,
  take: (piece: Uint8Array) => void,
): Promise<void> => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const at = entry.headerAt;
  if (at + 30 > bytes.length || view.getUint32(at, true) !== localHeader) return invalid('damaged');
  const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  const packed = bytes.subarray(start, start + entry.packed);
  let unpacked = 0;
  const count = (piece: Uint8Array): void => {
    unpacked += piece.length;
    if (unpacked > entry.unpacked) invalid('damaged');
    if (piece.length > 0) take(piece);
  };
  const inflate = entry.method === 8 ? new Inflate(count) : null;
  if (!inflate && entry.method !== 0) return invalid('damaged');
  for (let from = 0; from < packed.length; from += pauseEvery) {
    const piece = packed.subarray(from, from + pauseEvery);
    try {
      if (inflate) inflate.push(piece, from + pauseEvery >= packed.length);
      else count(piece);
    } catch (error) {
      if (isBrokenStream(error)) return invalid('damaged');
      throw error;
    }
    await new Promise<void>(resolve => setImmediate(resolve));
  }
  if (unpacked !== entry.unpacked) invalid('damaged');
};
