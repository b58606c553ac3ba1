import { refuse } from '../../kernel/refusal';
import type { Mark, Place, Source } from '../source';
import { type Block, readBody } from './docx-body';
import { noNumbering, readNumbering, readStyles, startCounting } from './docx-numbering';
import { walkXml } from './xml';
import { openZip, type Zip } from './zip';

const MEDIA_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

type Relation = { type: string; target: string };

/** The parts that a part refers to; links to the outside are left alone. */
const relationsOf = (zip: Zip, part: string): Relation[] => {
  const folder = part.slice(0, part.lastIndexOf('/') + 1);
  const bytes = zip.read(`${folder}_rels/${part.slice(folder.length)}.rels`);
  const found: Relation[] = [];
  if (!bytes) return found;
  walkXml(bytes, {
    open: (name, { Type: type = '', Target: target = '', TargetMode: mode }) => {
      if (name !== 'Relationship' || mode === 'External') return;
      found.push({
        type: type.slice(type.lastIndexOf('/') + 1),
        target: target.startsWith('/') ? target.slice(1) : folder + target,
      });
    },
  });
  return found;
};

/**
 * Reads a Word document. The text holds a line per paragraph and the lines of each cell; numbers that Word makes itself are
 * written out. Headers, footers and notes stand at the end. Refuses what is no Word document, encrypted, damaged or too large.
 */
export const readDocx = (bytes: Uint8Array, name: string): Source => {
  const zip = openZip(bytes, name);
  const main = relationsOf(zip, '').find(({ type }) => type === 'officeDocument')?.target ?? 'word/document.xml';
  if (!main.startsWith('word/') || !zip.names.includes(main)) {
    return refuse(
      zip.names.includes('[Content_Types].xml') || zip.names.length > 0 ? 'unsupported-document' : 'empty-document',
      { name },
    );
  }
  const relations = relationsOf(zip, main);
  const part = (wanted: string): Uint8Array | null => {
    const target = relations.find(({ type }) => type === wanted)?.target;
    return target ? zip.read(target) : null;
  };
  const numbering = noNumbering();
  const [lists, styles] = [part('numbering'), part('styles')];
  if (lists) readNumbering(lists, numbering);
  if (styles) readStyles(styles, numbering);
  const body = zip.read(main);
  const read = (content: Uint8Array, place?: Place): Block[] | null =>
    readBody(content, { label: startCounting(numbering), styles: numbering.styles, ...(place ? { place } : {}) });
  const blocks = body && read(body);
  if (!blocks) return refuse('unreadable-document', { name });
  const aside: Array<[string, Place]> = [
    ['header', { kind: 'header' }],
    ['footer', { kind: 'footer' }],
    ['footnotes', { kind: 'note' }],
    ['endnotes', { kind: 'note' }],
  ];
  const unread: Source['unread'] = [];
  for (const [wanted, place] of aside) {
    for (const { target } of relations.filter(({ type }) => type === wanted)) {
      const content = zip.read(target);
      const found = content && read(content, place);
      if (found) blocks.push(...found.filter(({ text }) => text.trim() !== ''));
      else if (content) unread.push({ at: 0, what: target });
    }
  }
  const source = joinBlocks(blocks);
  if (source.text.trim() === '') return refuse('empty-document', { name });
  return { name, mediaType: MEDIA_TYPE, ...source, unread };
};

const joinBlocks = (blocks: Block[]): { text: string; marks: Mark[] } => {
  const marks: Mark[] = [];
  const texts: string[] = [];
  let at = 0;
  for (const { text, place } of blocks) {
    if (text !== '') marks.push({ start: at, end: at + text.length, place });
    texts.push(text);
    at += text.length + 1;
  }
  return { text: texts.join('\n'), marks };
};
