/** A Word 97–2003 document taken apart: its characters, and where in the file each of them stands. */
export type DocText = { text: string; offsetOf: (position: number) => number };

/** What a run of bytes of the file is said to be, in the words of the format (sprm); by rising end. */
export type DocRun = { start: number; end: number; said: Map<number, DataView> };

const MOST_CHARACTERS = 50_000_000;

/** The pieces of the text, in order (MS-DOC 2.9.38). Throws RangeError where the tables lead outside the file. */
export const readPieces = (main: DataView, table: DataView): DocText => {
  let at = main.getUint32(0x1a2, true);
  while (table.getUint8(at) === 1) at += 3 + table.getUint16(at + 1, true);
  if (table.getUint8(at) !== 2) throw new RangeError('no pieces');
  const count = Math.floor((table.getUint32(at + 1, true) - 4) / 12);
  const from = at + 5;
  const pieces: Array<{ start: number; end: number; offset: number; narrow: boolean }> = [];
  const texts: string[] = [];
  let total = 0;
  for (let index = 0; index < count; index += 1) {
    const start = table.getUint32(from + index * 4, true);
    const end = table.getUint32(from + index * 4 + 4, true);
    const said = table.getUint32(from + (count + 1) * 4 + index * 8 + 2, true);
    const narrow = (said & 0x40000000) !== 0;
    const offset = narrow ? (said & 0x3fffffff) / 2 : said;
    if (end < start || start !== total || end > MOST_CHARACTERS) throw new RangeError('pieces out of order');
    const bytes = new Uint8Array(main.buffer, main.byteOffset + offset, (end - start) * (narrow ? 1 : 2));
    texts.push(new TextDecoder(narrow ? 'windows-1252' : 'utf-16le', { ignoreBOM: true }).decode(bytes));
    pieces.push({ start, end, offset, narrow });
    total = end;
  }
  let piece = 0;
  const offsetOf = (position: number): number => {
    if (pieces[piece] && position < pieces[piece]!.start) piece = 0;
    while (piece < pieces.length - 1 && position >= pieces[piece]!.end) piece += 1;
    const { start, offset, narrow } = pieces[piece]!;
    return offset + (position - start) * (narrow ? 1 : 2);
  };
  return { text: texts.join(''), offsetOf };
};

/** Where the tables of paragraph and of character properties begin, and how they point to what they say. */
const KINDS = {
  paragraph: { at: 0x102, step: 13, prefix: 2 },
  character: { at: 0xfa, step: 1, prefix: 0 },
};

/** What is said of the paragraphs or characters of the file (MS-DOC 2.8.5, 2.9.33). */
export const readRuns = (main: DataView, table: DataView, kind: keyof typeof KINDS): DocRun[] => {
  const { at, step, prefix } = KINDS[kind];
  const from = main.getUint32(at, true);
  const count = Math.floor((main.getUint32(at + 4, true) - 4) / 8);
  const runs: DocRun[] = [];
  for (let index = 0; index < count; index += 1) {
    const page = (table.getUint32(from + (count + 1) * 4 + index * 4, true) & 0x3fffff) * 512;
    const entries = main.getUint8(page + 511);
    for (let entry = 0; entry < entries; entry += 1) {
      const start = main.getUint32(page + entry * 4, true);
      const end = main.getUint32(page + entry * 4 + 4, true);
      const offset = main.getUint8(page + (entries + 1) * 4 + entry * step) * 2;
      const words = offset === 0 ? null : wordsAt(main, page + offset, kind === 'paragraph');
      runs.push({ start, end, said: words ? readSaid(main, words.at + prefix, words.end) : new Map() });
    }
  }
  return runs.sort((a, b) => a.end - b.end);
};

const wordsAt = (main: DataView, at: number, paragraph: boolean): { at: number; end: number } => {
  const length = main.getUint8(at);
  if (!paragraph) return { at: at + 1, end: at + 1 + length };
  return length === 0 ? { at: at + 2, end: at + 2 + main.getUint8(at + 1) * 2 } : { at: at + 1, end: at + length * 2 };
};

const LENGTHS = [1, 1, 2, 4, 2, 2, -1, 3];
const TABLE_DEFINITION = 0xd608;
const TABS = 0xc615;

const readSaid = (main: DataView, from: number, end: number): Map<number, DataView> => {
  const said = new Map<number, DataView>();
  let at = from;
  while (at + 2 < end) {
    const code = main.getUint16(at, true);
    at += 2;
    let length = LENGTHS[code >> 13]!;
    if (code === TABLE_DEFINITION) {
      length = main.getUint16(at, true) - 1;
      at += 2;
    } else if (length < 0) {
      length = main.getUint8(at);
      at += 1;
      if (code === TABS && length === 255) return said;
    }
    if (length < 0 || at + length > main.byteLength) break;
    said.set(code, new DataView(main.buffer, main.byteOffset + at, length));
    at += length;
  }
  return said;
};

/** Finds the run that a place of the file lies in; places are mostly asked for in rising order. */
export const runAt = (runs: DocRun[], offset: number): DocRun | null => {
  let [low, high] = [0, runs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (runs[middle]!.end <= offset) low = middle + 1;
    else high = middle;
  }
  const run = runs[low];
  return run && run.start <= offset ? run : null;
};
