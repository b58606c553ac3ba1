import { refuse } from '../../kernel/refusal';
import type { Place, Source } from '../source';
import { joinBlocks } from './blocks';
import { openCompound } from './compound-file';
import { readDocBody } from './doc-body';
import { readDocNumbering } from './doc-numbering';
import { readPieces, readRuns } from './doc-structure';
import { type Numbering, noNumbering, startCounting } from './docx-numbering';
import { numberParagraphs } from './table-blocks';

const WORD = 0xa5ec;
const WORD_97 = 0xc1;
const ENCRYPTED = 0x0100;
const SECOND_TABLE = 0x0200;

/** The parts of the text, in the order in which they stand, and where each says how long it is. */
const PARTS: Array<{ at: number; place?: Place; skipped?: true }> = [
  { at: 0x4c },
  { at: 0x50, place: { kind: 'note' } },
  { at: 0x54, place: { kind: 'header' } },
  { at: 0x58, skipped: true },
  // Remarks in the margin.
  { at: 0x5c, skipped: true },
  { at: 0x60, place: { kind: 'note' } },
  // Boxes.
  { at: 0x64 },
  { at: 0x68, place: { kind: 'header' } },
];

/**
 * Reads a document of Word 97 to 2003 (MS-DOC): paragraphs with the numbers that Word makes itself, tables, and at the end notes,
 * headers and boxes; deleted and hidden text is left out. Refuses `encrypted-document`, `unsupported-document` (another compound file,
 * or an older Word), `unreadable-document` and `empty-document`.
 */
export const readDoc = (bytes: Uint8Array, name: string): Source => {
  const file = openCompound(bytes) ?? refuse('unreadable-document', { name });
  if (file.names.includes('EncryptedPackage') || file.names.includes('EncryptionInfo'))
    return refuse('encrypted-document', { name });
  if (!file.names.includes('WordDocument'))
    return refuse(speaksOfEncryption(bytes) ? 'encrypted-document' : 'unsupported-document', { name });
  try {
    const source = readStreams(file.read, name);
    return source.text.trim() === '' ? refuse('empty-document', { name }) : source;
  } catch (error) {
    // A place outside of the file.
    if (error instanceof RangeError) return refuse('unreadable-document', { name });
    throw error;
  }
};

const readStreams = (read: (stream: string) => Uint8Array | null, name: string): Source => {
  const main = toView(read('WordDocument'));
  if (main.getUint16(0, true) !== WORD) return refuse('unreadable-document', { name });
  if (main.getUint16(2, true) < WORD_97) return refuse('unsupported-document', { name });
  const flags = main.getUint16(0x0a, true);
  if ((flags & ENCRYPTED) !== 0) return refuse('encrypted-document', { name });
  const table = toView(read((flags & SECOND_TABLE) === 0 ? '0Table' : '1Table'));
  const [pieces, paragraphs, characters] = [
    readPieces(main, table),
    readRuns(main, table, 'paragraph'),
    readRuns(main, table, 'character'),
  ];
  const numbering = readLists(main, table);
  let from = 0;
  const blocks = PARTS.flatMap(({ at, place, skipped }) => {
    const to = Math.min(pieces.text.length, from + main.getUint32(at, true));
    const parts = { pieces, paragraphs, characters, label: startCounting(numbering) };
    const found = skipped ? [] : readDocBody(parts, from, to, place);
    from = to;
    return at === 0x4c ? found : found.filter(({ text }) => text.trim() !== '');
  });
  return { name, mediaType: 'application/msword', ...joinBlocks(numberParagraphs(blocks)), unread: [] };
};

/** A document whose lists are damaged still has its text. */
const readLists = (main: DataView, table: DataView): Numbering => {
  try {
    return readDocNumbering(main, table);
  } catch (error) {
    if (error instanceof RangeError) return noNumbering();
    throw error;
  }
};

const toView = (bytes: Uint8Array | null): DataView => {
  if (!bytes) throw new RangeError('no stream');
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
};

/** Where the directory of the file is damaged, the name of its one stream may still stand somewhere. */
const speaksOfEncryption = (bytes: Uint8Array): boolean =>
  new TextDecoder('utf-16le').decode(bytes.subarray(0, bytes.length - (bytes.length % 2))).includes('EncryptedPackage');
