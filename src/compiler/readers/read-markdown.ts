import { refuse } from '../../kernel/refusal';
import type { Source } from '../source';
import { decodeText } from './decode-text';
import { readHtmlText } from './read-html';

/** Reads Markdown: what its reader sees. List numbers are kept as written, and so is every line break. */
export const readMarkdown = async (bytes: Uint8Array, name: string): Promise<Source> => {
  const decoded = decodeText(bytes) ?? refuse('unsupported-document', { name });
  const { default: MarkdownIt } = await import('markdown-it');
  const markdown = new MarkdownIt({ html: true, breaks: true });
  // Indented text is a paragraph here, never code; and a definition of a link would not be seen.
  markdown.disable(['code', 'reference']);
  markdown.renderer.rules.list_item_open = (tokens, at) => {
    const { info } = tokens[at]!;
    return info === '' ? '<li>' : `<li value="${Number.parseInt(info, 10) || 0}">`;
  };
  // By the letter of CommonMark, **重点。**内容 is not bold, for want of a blank; its writer thought it was.
  markdown.renderer.rules.text = (tokens, at) => escapeHtml(tokens[at]!.content.replaceAll('**', ''));
  const { front, body } = cutFrontMatter(decoded.text);
  const source = await readHtmlText(markdown.render(body), name, 'text/markdown');
  return front === '' ? source : putBefore(source, front);
};

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** What a program has written above the text between two lines of dashes. */
const cutFrontMatter = (text: string): { front: string; body: string } => {
  const open = /^\ufeff?---[ \t]*\r?\n/.exec(text);
  const close = open ? text.indexOf('\n---', open[0].length - 1) : -1;
  if (!open || close < 0) return { front: '', body: text };
  const end = text.indexOf('\n', close + 1);
  return { front: text.slice(open[0].length, close).trim(), body: end < 0 ? '' : text.slice(end + 1) };
};

const putBefore = (source: Source, front: string): Source => ({
  ...source,
  text: `${front}\n${source.text}`,
  marks: [
    { start: 0, end: front.length, place: { kind: 'header' } },
    ...source.marks.map(({ start, end, place }) => ({
      start: start + front.length + 1,
      end: end + front.length + 1,
      place,
    })),
  ],
});
