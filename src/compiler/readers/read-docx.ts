import { refuse } from '../../kernel/refusal';
import { addAll } from '../plain/add-all';
import type { Place, Source } from '../source';
import { type Block, joinBlocks } from './blocks';
import { readBody } from './docx-body';
import { noNumbering, readNumbering, readStyles, startCounting } from './docx-numbering';
import { relationsOf } from './open-package';
import type { Zip } from './zip';

const MEDIA_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/**
 * Reads a Word document. The text holds a line per paragraph and the lines of each cell; numbers that Word makes itself are
 * written out. Headers, footers and notes stand at the end. Refuses `unreadable-document` and `empty-document`.
 */
export const readDocx = (zip: Zip, main: string, name: string): Source => {
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
      if (found)
        addAll(
          blocks,
          found.filter(({ text }) => text.trim() !== ''),
        );
      else if (content) unread.push({ at: 0, what: target });
    }
  }
  // Another file within this one; Word shows it, we do not read it.
  for (const { target } of relations.filter(({ type }) => type === 'aFChunk')) unread.push({ at: 0, what: target });
  const source = joinBlocks(blocks);
  if (source.text.trim() === '') {
    const pictures = relations.some(({ type }) => type === 'image') || unread.length > 0;
    return refuse(pictures ? 'scanned-document' : 'empty-document', { name });
  }
  return { name, mediaType: MEDIA_TYPE, ...source, unread };
};
