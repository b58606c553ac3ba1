import { refuse } from '../../kernel/refusal';
import type { Source } from '../source';
import { joinBlocks } from './blocks';
import { decodeHtml } from './html-charset';
import { startFlow } from './html-flow';
import { setFurnitureAside } from './html-furniture';

/**
 * Reads a web page: what a reader of it sees, a line per paragraph, tables as cells, the numbers of lists written out. Navigation and
 * the like are kept as notes. Nothing is fetched. Refuses `unreadable-document` and `empty-document`.
 */
export const readHtml = async (bytes: Uint8Array, name: string): Promise<Source> => {
  const decoded = decodeHtml(bytes) ?? refuse('unreadable-document', { name });
  const source = await readHtmlText(decoded.text, name, 'text/html');
  if (!decoded.whole) source.unread.push({ at: 0, what: name });
  return source;
};

export const readHtmlText = async (html: string, name: string, mediaType: string): Promise<Source> => {
  const { Parser } = await import('htmlparser2');
  const flow = startFlow(name);
  const parser = new Parser({ onopentag: flow.open, onclosetag: flow.close, ontext: flow.text });
  parser.end(html);
  const source = joinBlocks(setFurnitureAside(flow.end()));
  if (source.text.trim() === '') return refuse('empty-document', { name });
  return { name, mediaType, ...source, unread: [] };
};
