import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, extname, join, resolve } from 'node:path';
import { compile } from '../src/compiler/compile';
import { readDocument } from '../src/compiler/readers/read-document';
import type { Annotation } from './annotation';
import type { Scored } from './report';
import { scorePlan } from './score';

const root = resolve(import.meta.dirname, '..');

/** Documents and the annotations that belong to them; `shared` lies beside a checkout, or does not. */
export const sets = {
  own: { texts: join(root, 'examples/annotated'), annotations: join(root, 'examples/annotated') },
  shared: { texts: resolve(root, '../shared/documents'), annotations: resolve(root, '../shared/contracts/expected') },
};

const KINDS = new Set(['.txt', '.docx', '.doc', '.pdf', '.html', '.md', '.xlsx']);

/** Compiles and scores each annotated document of a set, in the order of their names. */
export const scoreSet = async ({ texts, annotations }: (typeof sets)['own']): Promise<Scored[]> => {
  if (!existsSync(texts) || !existsSync(annotations)) return [];
  const files = readdirSync(texts)
    .filter(file => KINDS.has(extname(file)) && existsSync(join(annotations, `${nameOf(file)}.json`)))
    .sort();
  const scored: Scored[] = [];
  for (const file of files) {
    const expected = JSON.parse(readFileSync(join(annotations, `${nameOf(file)}.json`), 'utf8')) as Annotation;
    const plan = compile(await readDocument(readFileSync(join(texts, file)), file));
    scored.push({ name: file, score: scorePlan(expected, plan) });
  }
  return scored;
};

const nameOf = (file: string): string => basename(file, extname(file));
