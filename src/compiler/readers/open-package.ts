import { walkXml } from './xml';
import { openZip, type Zip } from './zip';

type Relation = { id: string; type: string; target: string };

/** An Office document: its archive and its main part (`word/document.xml`, `xl/workbook.xml`); `main` is null where there is none. */
export type OfficePackage = { zip: Zip; main: string | null };

/** Opens an Office document. Refuses what `openZip` refuses. */
export const openPackage = (bytes: Uint8Array, name: string): OfficePackage => {
  const zip = openZip(bytes, name);
  const stated = relationsOf(zip, '').find(({ type }) => type === 'officeDocument')?.target;
  const main = [stated, 'word/document.xml', 'xl/workbook.xml'].find(part => part && zip.names.includes(part));
  return { zip, main: main ?? null };
};

/** The parts that a part refers to; links to the outside are left alone. */
export const relationsOf = (zip: Zip, part: string): Relation[] => {
  const folder = part.slice(0, part.lastIndexOf('/') + 1);
  const bytes = zip.read(`${folder}_rels/${part.slice(folder.length)}.rels`);
  const found: Relation[] = [];
  if (!bytes) return found;
  walkXml(bytes, {
    open: (name, { Id: id = '', Type: type = '', Target: target = '', TargetMode: mode }) => {
      if (name !== 'Relationship' || mode === 'External') return;
      found.push({
        id,
        type: type.slice(type.lastIndexOf('/') + 1),
        target: target.startsWith('/') ? target.slice(1) : folder + target,
      });
    },
  });
  return found;
};
