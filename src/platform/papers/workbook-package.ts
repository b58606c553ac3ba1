import { refuse } from '../../kernel/refusal';
import { readXml } from './workbook-xml';
import { readZipDirectory, type ZipEntry } from './zip-directory';

export type WorkbookPackage = {
  sheets: { name: string; entry: ZipEntry; hidden: boolean }[];
  strings: string[];
  /** By number of cell format: whether it shows a day. */
  dateFormats: boolean[];
  /** By number of cell format: whether it shows a number as percent. */
  percentFormats: boolean[];
  /** Days are counted from 1904 (old Macintosh workbooks). */
  from1904: boolean;
};

const mostStrings = 1_000_000;

const escaped = /_x([0-9a-fA-F]{4})_/g;

/** Undoes the format's own escape, `_x000D_` for a character that XML cannot hold. */
export const unescapeCell = (text: string): string =>
  text.includes('_x') ? text.replace(escaped, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))) : text;

const resolveTarget = (base: string, target: string): string => {
  if (target.startsWith('/')) return target.slice(1);
  const path = base.split('/').slice(0, -1);
  for (const step of target.split('/')) {
    if (step === '..') path.pop();
    else if (step !== '.') path.push(step);
  }
  return path.join('/');
};

type Relation = { id: string; type: string; target: string };

const readRelations = async (bytes: Uint8Array, entries: Map<string, ZipEntry>, part: string): Promise<Relation[]> => {
  const slash = part.lastIndexOf('/');
  const entry = entries.get(`${part.slice(0, slash + 1)}_rels/${part.slice(slash + 1)}.rels`.toLowerCase());
  const relations: Relation[] = [];
  if (!entry) return relations;
  await readXml(bytes, entry, {
    open(name, attribute) {
      if (name !== 'Relationship') return;
      const type = attribute('Type') ?? '';
      const target = resolveTarget(part, attribute('Target') ?? '');
      relations.push({ id: attribute('Id') ?? '', type: type.slice(type.lastIndexOf('/') + 1), target });
    },
  });
  return relations;
};

const readStrings = async (bytes: Uint8Array, entry: ZipEntry): Promise<string[]> => {
  const strings: string[] = [];
  let text = '';
  let inText = false;
  let inReading = false;
  await readXml(bytes, entry, {
    open(name) {
      if (name === 'si') text = '';
      else if (name === 'rPh') inReading = true;
      else if (name === 't') inText = !inReading;
    },
    text(piece) {
      if (inText) text += piece;
    },
    close(name) {
      if (name === 'si') {
        strings.push(unescapeCell(text));
        if (strings.length > mostStrings) refuse('too-large', { limit: `${mostStrings}`, of: 'strings' });
      }
      if (name === 'rPh') inReading = false;
      else if (name === 't') inText = false;
    },
  });
  return strings;
};

/** The numbers of built-in formats that show a day, those of East Asian editions included. */
const isBuiltInDate = (id: number): boolean =>
  (id >= 14 && id <= 17) ||
  id === 22 ||
  (id >= 27 && id <= 31) ||
  id === 36 ||
  (id >= 50 && id <= 54) ||
  id === 57 ||
  id === 58;

type Shown = { day: boolean; percent: boolean };

const shownBy = (format: string): Shown => {
  const bare = format.replace(/\[[^\]]*\]|"[^"]*"|\\./g, '');
  return { day: /[yd]/i.test(bare), percent: bare.includes('%') };
};

const readFormats = async (bytes: Uint8Array, entry: ZipEntry): Promise<Shown[]> => {
  const custom = new Map<number, Shown>();
  const formats: Shown[] = [];
  let inCellFormats = false;
  await readXml(bytes, entry, {
    open(name, attribute) {
      if (name === 'numFmt') custom.set(Number(attribute('numFmtId')), shownBy(attribute('formatCode') ?? ''));
      else if (name === 'cellXfs') inCellFormats = true;
      else if (name === 'xf' && inCellFormats) {
        const id = Number(attribute('numFmtId') ?? 0);
        formats.push(custom.get(id) ?? { day: isBuiltInDate(id), percent: id === 9 || id === 10 });
      }
    },
    close(name) {
      if (name === 'cellXfs') inCellFormats = false;
    },
  });
  return formats;
};

/** Opens a workbook: its sheets in order, its strings and what is needed to tell days from numbers. */
export const openWorkbook = async (bytes: Uint8Array): Promise<WorkbookPackage> => {
  const entries = new Map(readZipDirectory(bytes).map(entry => [entry.name.toLowerCase(), entry]));
  const find = (path: string): ZipEntry | undefined => entries.get(path.toLowerCase());
  const main = (await readRelations(bytes, entries, '')).find(relation => relation.type === 'officeDocument');
  const workbook = main && find(main.target);
  if (!main || !workbook) return refuse('invalid-workbook', { reason: 'not-workbook' });
  const relations = await readRelations(bytes, entries, main.target);
  const sheets: WorkbookPackage['sheets'] = [];
  let from1904 = false;
  let isWorkbook = false;
  await readXml(bytes, workbook, {
    open(name, attribute) {
      if (name === 'workbook') isWorkbook = true;
      if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attribute('date1904') ?? '');
      if (name !== 'sheet') return;
      const relation = relations.find(({ id, type }) => id === attribute('id') && type === 'worksheet');
      const entry = relation && find(relation.target);
      const hidden = (attribute('state') ?? 'visible') !== 'visible';
      if (entry) sheets.push({ name: attribute('name') ?? '', entry, hidden });
    },
  });
  if (!isWorkbook) refuse('invalid-workbook', { reason: 'not-workbook' });
  const strings = find(relations.find(({ type }) => type === 'sharedStrings')?.target ?? '');
  const styles = find(relations.find(({ type }) => type === 'styles')?.target ?? '');
  const formats = styles ? await readFormats(bytes, styles) : [];
  return {
    sheets,
    strings: strings ? await readStrings(bytes, strings) : [],
    dateFormats: formats.map(({ day }) => day),
    percentFormats: formats.map(({ percent }) => percent),
    from1904,
  };
};
