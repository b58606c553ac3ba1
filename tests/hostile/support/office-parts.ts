import { openZip } from '../../../src/compiler/readers/zip';
import { readSheetCells } from '../../../src/platform/papers/sheet-cells';
import { openWorkbook } from '../../../src/platform/papers/workbook-package';

/** All XML parts of an Office document by name. */
export const partsOf = (bytes: Uint8Array): Map<string, string> => {
  const zip = openZip(bytes, 'export');
  return new Map(zip.names.map(name => [name, Buffer.from(zip.read(name) ?? []).toString('utf8')]));
};

/** The text of every cell of every sheet, as our own importer reads it. */
export const cellsOf = async (bytes: Uint8Array): Promise<string[]> => {
  const book = await openWorkbook(bytes);
  const texts: string[] = [];
  for (const { entry } of book.sheets)
    for (const { cells } of (await readSheetCells(bytes, entry, book)).rows)
      for (const cell of cells) if (typeof cell === 'string') texts.push(cell);
  return texts;
};

/** Whatever an office program would work out, load or open by itself in these parts. */
export const activeIn = (parts: ReadonlyMap<string, string>): string[] => {
  const found: string[] = [];
  for (const [name, xml] of parts) {
    if (/externalLink|oleObject|activeX|vbaProject|connections\.xml|attachedTemplate/i.test(name)) found.push(name);
    // The page number at the foot is the one field that our documents have.
    for (const [active] of xml.matchAll(
      /<f[ >][^<]*|<hyperlink[ >][^>]*|<w:hyperlink[ >]|<w:fldSimple[^>]*|<w:instrText[^<]*<|<ddeLink|TargetMode="External"|<w:altChunk/g,
    ))
      if (!/instrText[^>]*>\s*(PAGE|NUMPAGES)\s*</.test(active)) found.push(`${name}: ${active.slice(0, 100)}`);
  }
  return found;
};

/** How the cells of a workbook that hold this text are written: their type and their number format. */
export const writtenAs = (parts: ReadonlyMap<string, string>, text: string): { type: string; format: string }[] => {
  const styles = parts.get('xl/styles.xml') ?? '';
  const custom = new Map(
    [...styles.matchAll(/<numFmt [^>]*numFmtId="(\d+)"[^>]*formatCode="([^"]*)"/g)].map(([, id, code]) => [id!, code!]),
  );
  const formats = [
    ...(/<cellXfs[\s\S]*?<\/cellXfs>/.exec(styles)?.[0] ?? '').matchAll(/<xf [^>]*numFmtId="(\d+)"/g),
  ].map(([, id]) => (id === '49' ? '@' : (custom.get(id!) ?? id!)));
  const escaped = text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;');
  return [...parts]
    .filter(([name]) => /worksheets\/sheet/.test(name))
    .flatMap(([, xml]) => [...xml.matchAll(/<c r="[A-Z]+\d+"((?: [a-z]+="[^"]*")*)>(.*?)<\/c>/gs)])
    .filter(([, , inside]) => inside!.replace(/<[^>]*>/g, '') === escaped)
    .map(([, attributes]) => ({
      type: / t="(\w+)"/.exec(attributes!)?.[1] ?? 'n',
      format: formats[Number(/ s="(\d+)"/.exec(attributes!)?.[1] ?? 0)] ?? '',
    }));
};
