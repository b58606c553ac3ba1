/** Lines of cells as a spreadsheet put them on the clipboard: ragged lines are possible. */
export type Block = string[][];

const MOST_LINES = 20_000;

/**
 * The cells of tab-separated text as Excel and WPS copy it: a cell that holds a line break, a tab or a quote stands in quotes.
 * The line break after the last line is none of its own.
 */
export const parseTsv = (text: string): Block => {
  if (!text.includes('"')) {
    const lines = text.replace(/\r\n?/g, '\n').replace(/\n$/, '').split('\n', MOST_LINES);
    return lines.map(line => line.split('\t'));
  }
  const block: Block = [];
  let line: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"(?=[\t\r\n]|$)|([^\t\r\n]*))(\t|\r\n|\r|\n|$)/y;
  while (cell.lastIndex < text.length && block.length < MOST_LINES) {
    const found = cell.exec(text);
    if (!found) break;
    const [, quoted, bare = '', end] = found;
    line.push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
    if (end === '\t' && cell.lastIndex < text.length) continue;
    if (end === '\t') line.push('');
    block.push(line);
    line = [];
  }
  return block;
};

const spanOf = (cell: Element, name: string): number => {
  const span = Number(cell.getAttribute(name) ?? 1);
  return Number.isInteger(span) && span > 0 && span <= 1000 ? span : 1;
};

/** The cells of one table of a page; a merged cell has its text at its first place and blanks at the others. */
const readTable = (table: HTMLTableElement): Block => {
  const block: Block = [];
  [...table.rows].slice(0, MOST_LINES).forEach((row, at) => {
    block[at] ??= [];
    const line = block[at];
    let column = 0;
    for (const cell of row.cells) {
      while (line[column] !== undefined) column += 1;
      const [wide, high] = [spanOf(cell, 'colspan'), Math.min(spanOf(cell, 'rowspan'), table.rows.length - at)];
      for (let down = 0; down < high; down += 1) {
        block[at + down] ??= [];
        for (let right = 0; right < wide; right += 1) block[at + down]![column + right] = '';
      }
      // LibreOffice writes the value as it is beside the one that is shown.
      line[column] = cell.getAttribute('sdval') ?? (cell.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
    }
  });
  return block.map(line => Array.from(line, text => text ?? ''));
};

/**
 * The table of copied HTML (Excel, WPS, Word, a page), where it is all there is; null where there is none, or words around it,
 * or more than one. The document is never shown: nothing of it runs or is loaded.
 */
export const parseTableHtml = (html: string): Block | null => {
  if (!/<table/i.test(html)) return null;
  // Excel's own styles would be refused by the page's policy, and say so in the console.
  const { body } = new DOMParser().parseFromString(html.replaceAll(/<style[\s\S]*?<\/style>/gi, ''), 'text/html');
  const table = body.querySelector('table');
  if (!table || body.querySelectorAll('table').length > 1) return null;
  const block = readTable(table);
  table.remove();
  for (const hidden of body.querySelectorAll('script, meta, link, title')) hidden.remove();
  return (body.textContent ?? '').trim() === '' && block.length > 0 ? block : null;
};

/** What is on the clipboard as cells: the table, or the text. Null where it is empty. */
export const readClipboard = (data: Pick<DataTransfer, 'getData'>): Block | null => {
  const table = parseTableHtml(data.getData('text/html'));
  if (table) return table;
  const text = data.getData('text/plain');
  return text === '' ? null : parseTsv(text);
};

/** Cells as tab-separated text that Excel and WPS take. */
export const printTsv = (block: Block): string =>
  block
    .map(line => line.map(text => (/[\t\r\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join('\t'))
    .join('\r\n');

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** The same as a table: what is no number stays the text that it is, which Excel would make a date of or round. */
export const printTableHtml = (block: Block): string => {
  const cell = (text: string) => {
    const asText =
      text === '' || /^-?(?=[\d.]{1,16}$)\d+(\.\d+)?$/.test(text) ? '' : ` style="mso-number-format:'\\@'"`;
    return `<td${asText}>${text.replaceAll(/[&<>"]/g, sign => ENTITIES[sign]!)}</td>`;
  };
  return `<table>${block.map(line => `<tr>${line.map(cell).join('')}</tr>`).join('')}</table>`;
};
