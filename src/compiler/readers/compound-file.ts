/** A compound file (OLE): named streams within one file. */
export type CompoundFile = { names: string[]; read: (name: string) => Uint8Array | null };

const END = 0xfffffffa;
const NONE = 0xffffffff;
const ENTRY = 128;

/** Opens a compound file; null where it is damaged. Chains that lead in a circle end where they began. */
export const openCompound = (bytes: Uint8Array): CompoundFile | null => {
  try {
    return open(bytes);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
};

const open = (bytes: Uint8Array): CompoundFile => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const long = (at: number): number => view.getUint32(at, true);
  const sectorSize = view.getUint16(30, true) === 12 ? 4096 : 512;
  const sectorAt = (sector: number): number => (sector + 1) * sectorSize;
  const sectors = Math.ceil(bytes.length / sectorSize);
  const perSector = sectorSize / 4;

  const fatSectors: number[] = [];
  for (let at = 76; at < 512; at += 4) fatSectors.push(long(at));
  for (let next = long(68), left = sectors; next < END && left > 0; left -= 1) {
    for (let at = 0; at < perSector - 1; at += 1) fatSectors.push(long(sectorAt(next) + at * 4));
    next = long(sectorAt(next) + sectorSize - 4);
  }
  const fat: number[] = [];
  for (const sector of fatSectors.slice(0, sectors))
    if (sector < END && sectorAt(sector) + sectorSize <= bytes.length)
      for (let at = 0; at < perSector; at += 1) fat.push(long(sectorAt(sector) + at * 4));

  const gather = (
    start: number,
    next: (sector: number) => number,
    piece: (sector: number) => Uint8Array,
    most: number,
  ) => {
    const pieces: Uint8Array[] = [];
    for (let sector = start; sector < END && pieces.length < most; sector = next(sector)) pieces.push(piece(sector));
    return concat(pieces);
  };
  const nextSector = (sector: number): number => fat[sector] ?? NONE;
  const sectorBytes = (sector: number): Uint8Array => bytes.subarray(sectorAt(sector), sectorAt(sector) + sectorSize);
  const chain = (start: number): Uint8Array => gather(start, nextSector, sectorBytes, sectors);

  const directory = readDirectory(chain(long(48)));
  const mini = chain(directory.root.start);
  const miniFat = toLongs(chain(long(60)));
  const cutoff = long(56);
  const read = (name: string): Uint8Array | null => {
    const entry = directory.streams.get(name);
    if (!entry) return null;
    const small = entry.size < cutoff;
    const whole = small
      ? gather(
          entry.start,
          sector => miniFat[sector] ?? NONE,
          sector => mini.subarray(sector * 64, sector * 64 + 64),
          Math.ceil(entry.size / 64),
        )
      : chain(entry.start);
    return whole.subarray(0, entry.size);
  };
  return { names: [...directory.streams.keys()], read };
};

type Entry = { start: number; size: number };

/** The streams right below the root; those of embedded documents lie deeper. */
const readDirectory = (bytes: Uint8Array): { root: Entry; streams: Map<string, Entry> } => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const long = (index: number, at: number): number => view.getUint32(index * ENTRY + at, true);
  const entryAt = (index: number): Entry => ({ start: long(index, 116), size: long(index, 120) });
  const streams = new Map<string, Entry>();
  const seen = new Set<number>();
  const waiting = [long(0, 76)];
  for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
    if (index === NONE || seen.has(index) || (index + 1) * ENTRY > bytes.length) continue;
    seen.add(index);
    const length = Math.max(0, Math.min(64, view.getUint16(index * ENTRY + 64, true)) - 2);
    const name = new TextDecoder('utf-16le').decode(bytes.subarray(index * ENTRY, index * ENTRY + length));
    if (!streams.has(name)) streams.set(name, entryAt(index));
    waiting.push(long(index, 68), long(index, 72));
  }
  return { root: entryAt(0), streams };
};

const toLongs = (bytes: Uint8Array): number[] => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: Math.floor(bytes.length / 4) }, (_, index) => view.getUint32(index * 4, true));
};

const concat = (pieces: Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
};
