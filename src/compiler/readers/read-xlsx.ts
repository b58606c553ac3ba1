import { refuse } from '../../kernel/refusal';
import type { Source, Unread } from '../source';
import { type Block, joinBlocks } from './blocks';
import { relationsOf } from './open-package';
import { numberParagraphs, tableBlocks } from './table-blocks';
import { readFormats } from './xlsx-formats';
import { readSheet, readStrings, type Workbook } from './xlsx-sheet';
import { walkXml } from './xml';
import type { Zip } from './zip';

const MEDIA_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/**
 * Reads a workbook: the sheets that are shown, one after the other, with dates and shares as people read them; the name of a sheet
 * stands above it as a header. Refuses `unreadable-document` and `empty-document`.
 */
export const readXlsx = (zip: Zip, main: string, name: string): Source => {
  const relations = relationsOf(zip, main);
  const part = (wanted: string): Uint8Array | null => {
    const target = relations.find(({ type }) => type === wanted)?.target;
    return target ? zip.read(target) : null;
  };
  const index = readIndex(zip.read(main)!) ?? refuse('unreadable-document', { name });
  const [strings, styles] = [part('sharedStrings'), part('styles')];
  const workbook: Workbook = {
    strings: strings ? readStrings(strings) : [],
    formats: styles ? readFormats(styles) : [],
    from1904: index.from1904,
  };
  const blocks: Block[] = [];
  const unread: string[] = [];
  for (const [at, sheet] of index.sheets.entries()) {
    const target = relations.find(({ id }) => id === sheet.id)?.target;
    const bytes = target ? zip.read(target) : null;
    const cells = bytes && readSheet(bytes, workbook);
    if (!cells) unread.push(sheet.name);
    else if (cells.length > 0) {
      blocks.push(
        { text: sheet.name, place: { kind: 'header' } },
        ...tableBlocks(at + 1, cells, { sheet: sheet.name }),
      );
    }
  }
  if (blocks.length === 0) return refuse(unread.length > 0 ? 'unreadable-document' : 'empty-document', { name });
  const parts = unread.map((what): Unread => ({ at: 0, what }));
  return { name, mediaType: MEDIA_TYPE, ...joinBlocks(numberParagraphs(blocks)), unread: parts };
};

/** The sheets that are shown, in order; null where the part is not well-formed. */
const readIndex = (bytes: Uint8Array): { sheets: Array<{ id: string; name: string }>; from1904: boolean } | null => {
  const sheets: Array<{ id: string; name: string }> = [];
  let from1904 = false;
  const wellFormed = walkXml(bytes, {
    open: (tag, { name = '', id = '', state = 'visible', date1904 = '' }) => {
      if (tag === 'workbookPr') from1904 = date1904 === '1' || date1904 === 'true';
      else if (tag === 'sheet' && state === 'visible') sheets.push({ id, name });
    },
  });
  return wellFormed ? { sheets, from1904 } : null;
};
