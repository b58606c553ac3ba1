import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { programFolder } from '../../../platform/files/program-folder';
import type { UnitTable } from '../rules/expression/units';
import general from '../rules/expression/units.json';

const FILES = ['dimensions', 'figures', 'indicators', 'forms', 'units'] as const;

const partOf = (pack: string, file: string): Record<string, unknown> => {
  const path = programFolder('packs', pack, `${file}.json`);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>) : {};
};

/** The packs that come with the program and define something, by name. */
export const shippedPackNames = (): string[] => {
  const folder = programFolder('packs');
  return (existsSync(folder) ? readdirSync(folder).sort() : []).filter(pack =>
    FILES.some(file => existsSync(programFolder('packs', pack, `${file}.json`))),
  );
};

/** The five files of a pack as one object, to be read with `readPack`; null where there is no such pack. */
export const shippedPack = (pack: string): Record<string, unknown> | null =>
  shippedPackNames().includes(pack) ? Object.assign({}, ...FILES.map(file => partOf(pack, file))) : null;

let known: UnitTable | null = null;

/** Units of measurement: the general ones, and what packs that come with the program add. Plain files; read once. */
export const knownUnits = (): UnitTable => {
  // The general ones first and last: a dimension is called by their unit, and no pack says otherwise.
  known ??= Object.assign(
    {},
    general,
    ...shippedPackNames().map(pack => (partOf(pack, 'units').units ?? {}) as UnitTable),
    general,
  ) as UnitTable;
  return known;
};
