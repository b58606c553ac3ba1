import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { programFolder } from '../../platform/files/program-folder';
import type { OrganizationWords } from './rules/match-names';

let known: OrganizationWords | null = null;

/** What all packs say about names of bodies. Plain files that come with the program; read once. */
export function organizationWords(): OrganizationWords {
  if (known) return known;
  const folder = programFolder('packs');
  const all = (existsSync(folder) ? readdirSync(folder).sort() : [])
    .map(pack => programFolder('packs', pack, 'organizations.json'))
    .filter(file => existsSync(file))
    .map(file => JSON.parse(readFileSync(file, 'utf8')) as OrganizationWords);
  known = {
    collectives: all.flatMap(words => words.collectives),
    kinds: all.flatMap(words => words.kinds),
    otherwise: all[0]?.otherwise ?? 'affiliated',
  };
  return known;
}
