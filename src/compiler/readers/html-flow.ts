import { refuse } from '../../kernel/refusal';
import { addAll } from '../plain/add-all';
import { type Block, isLayout } from './blocks';
import { isFurnitureTag, type PageBlock } from './html-furniture';
import { type HtmlList, hasOwnLabel, nextLabel, openList } from './html-lists';
import { closeTable, type HtmlTable, newTable, openCell, openRow } from './html-table';
import { tableBlocks } from './table-blocks';

const BLOCK = new Set(
  'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main nav ol p pre section summary table tbody td tfoot th thead tr ul option'.split(
    ' ',
  ),
);
const UNSEEN = new Set(
  'script style template head title noscript noframes iframe object audio video canvas svg math datalist map textarea'.split(
    ' ',
  ),
);
/** Deeper than any page: what is left open there is never closed, and looking for it would take for ever. */
const DEEPEST = 1000;

type Frame = { unseen: boolean; furniture: number; linked: boolean; preformatted: boolean };

/** Turns the tags and texts of a page into blocks, in the order in which they are seen. */
export const startFlow = (name: string) => {
  const out: PageBlock[] = [];
  const frames: Frame[] = [{ unseen: false, furniture: 0, linked: false, preformatted: false }];
  const lists: HtmlList[] = [];
  const tables: HtmlTable[] = [];
  let pieces: string[] = [];
  let label = '';
  let unlinked = false;
  let furnitureCount = 0;
  let tableCount = 0;

  // A caption stands before the first cell of its table.
  const sink = (): Block[] => tables.findLast(({ cells }) => cells.length > 0)?.cells.at(-1)?.blocks ?? out;

  const add = (text: string): void => {
    const { furniture } = frames.at(-1)!;
    const block: PageBlock = { text, place: { kind: 'paragraph', paragraph: 0 }, furniture, linked: !unlinked };
    sink().push(block);
  };

  const endLine = (): void => {
    const text = pieces.join('');
    pieces = [];
    const lines = text.split('\n').filter(line => line.trim() !== '');
    for (const [at, line] of lines.entries()) {
      add((at === 0 && label !== '' && !hasOwnLabel(line) ? label + line.trimStart() : line).trimEnd());
      label = '';
    }
    unlinked = false;
  };

  const endTable = (): void => {
    const table = tables.pop();
    if (!table) return;
    closeTable(table);
    const blocks = table.cells.flatMap(cell => cell.blocks);
    const lists = !table.frame && !isLayout(table.cells);
    const outer = tables.at(-1);
    if (outer && lists && table.row > 1) outer.frame = true;
    if (!lists) {
      addAll(sink(), blocks);
      return;
    }
    tableCount += 1;
    const { furniture } = frames.at(-1)!;
    for (const block of tableBlocks(tableCount, table.cells)) sink().push(asPage(block, furniture));
  };

  const open = (tag: string, attributes: Record<string, string>): void => {
    const within = frames.at(-1)!;
    if (frames.length > DEEPEST) refuse('unreadable-document', { name });
    const unseen = within.unseen || UNSEEN.has(tag) || isHidden(attributes);
    let { furniture } = within;
    if (BLOCK.has(tag) && !unseen) endLine();
    if (furniture === 0 && tag !== 'body' && tag !== 'html' && isFurnitureTag(tag, attributes))
      furniture = ++furnitureCount;
    frames.push({
      unseen,
      furniture,
      linked: within.linked || tag === 'a',
      preformatted: within.preformatted || tag === 'pre',
    });
    if (unseen) return;
    const table = tables.at(-1);
    if (tag === 'br') pieces.push('\n');
    else if (tag === 'ul' || tag === 'ol') lists.push(openList(tag, attributes));
    else if (tag === 'li' && lists.length > 0) {
      label = nextLabel(lists.at(-1)!, attributes.value);
      if (/list-style(?:-type)?\s*:\s*none/i.test(attributes.style ?? '')) label = '';
    } else if (tag === 'table') tables.push(newTable());
    else if (tag === 'tr' && table) openRow(table);
    else if ((tag === 'td' || tag === 'th') && table) openCell(table, attributes);
    else if (tag === 'input' && /^(?:submit|button)$/i.test(attributes.type ?? '')) add(attributes.value ?? '');
  };

  const close = (tag: string): void => {
    const { unseen } = frames.at(-1)!;
    if (!unseen) {
      if (BLOCK.has(tag)) endLine();
      if (tag === 'ul' || tag === 'ol') lists.pop();
      if (tag === 'li') label = '';
      if (tag === 'table') endTable();
    }
    if (frames.length > 1) frames.pop();
  };

  const text = (said: string): void => {
    const { unseen, linked, preformatted } = frames.at(-1)!;
    if (unseen) return;
    if (!linked && said.trim() !== '') unlinked = true;
    pieces.push(preformatted ? said.replace(/\r\n?/g, '\n') : foldBlanks(said, pieces));
  };

  const end = (): PageBlock[] => {
    endLine();
    while (tables.length > 0) endTable();
    let paragraph = 0;
    for (const { place } of out) if (place.kind === 'paragraph') place.paragraph = ++paragraph;
    return out.filter(({ text: said }) => said.trim() !== '');
  };

  return { open, close, text, end };
};

const asPage = (block: Block, furniture: number): PageBlock => ({ ...block, furniture, linked: false });

const isHidden = ({ style = '', hidden, type }: Record<string, string>): boolean =>
  hidden !== undefined || type === 'hidden' || /display\s*:\s*none|visibility\s*:\s*hidden/i.test(style);

/** As a browser shows it: blanks of the source are one, none at the beginning of a line, and no line end between Chinese characters. */
const foldBlanks = (said: string, before: string[]): string => {
  const last = before.at(-1)?.at(-1) ?? '\n';
  const folded = said
    .replace(/(?<=[⺀-鿿＀-￯])[ \t]{0,200}[\r\n][ \t\r\n]{0,200}(?=[⺀-鿿＀-￯])/g, '')
    .replace(/[ \t\r\n\f]+/g, ' ');
  return /[ \n]/.test(last) ? folded.replace(/^ /, '') : folded;
};
