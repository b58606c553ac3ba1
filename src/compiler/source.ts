/**
 * Where a stretch of the source text stands in the file: paragraphs, tables, rows and columns count from 1; a merged cell takes
 * several rows or columns. `contents` is a line of the table of contents, `note` one at the foot of a page. `page` is where a PDF
 * has it, `sheet` the sheet of a workbook.
 */
export type Place =
  | { kind: 'paragraph'; paragraph: number; page?: number }
  | {
      kind: 'cell';
      table: number;
      row: number;
      column: number;
      rows: number;
      columns: number;
      page?: number;
      sheet?: string;
    }
  | { kind: 'header' | 'footer' | 'note' | 'contents'; page?: number };

/** A stretch of the text [start, end) and its place in the file; marks are in order and do not overlap. */
export type Mark = { start: number; end: number; place: Place };

/** Something in the file that could not be read into the text; becomes the diagnostic `unreadable-part`. */
export type Unread = { at: number; what: string };

/** What a reader yields: the whole text of a document, and where each part of it stood. */
export type Source = { name: string; mediaType: string; text: string; marks: Mark[]; unread: Unread[] };

/** Text that was typed or pasted, as a source: a paragraph per line. */
export const textSource = (name: string, text: string, mediaType = 'text/plain'): Source => {
  const marks: Mark[] = [];
  let start = 0;
  for (let paragraph = 1; start < text.length; paragraph += 1) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    if (end > start) marks.push({ start, end, place: { kind: 'paragraph', paragraph } });
    start = end + 1;
  }
  return { name, mediaType, text, marks, unread: [] };
};
