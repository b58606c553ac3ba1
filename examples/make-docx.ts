/**
 * Writes the .docx of each example plan from its .txt, laid out by GB/T 9704-2012: `npx tsx examples/make-docx.ts`.
 * The same text gives the same bytes, so that a change of the file is a change of the plan.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { writeDocument } from '../src/platform/papers/document';
import type { Block } from '../src/platform/papers/document-model';

const folder = fileURLToPath(new URL('.', import.meta.url));
/** The date of every entry of the package and of the document's properties. */
const madeOn = '2026-01-12T00:00:00Z';

const toBlock = (line: string): Block => {
  if (/^[一二三四五六七八九十]+、/.test(line)) return { kind: 'heading', level: 1, text: line };
  if (/^（[一二三四五六七八九十]+）/.test(line)) return { kind: 'heading', level: 2, text: line };
  return { kind: 'paragraph', text: line };
};

/** A long title is broken before its last words, so that the second line is the shorter. */
const shapeTitle = (title: string): string => (title.length > 18 ? title.replace(/(专项)?工作要点$/, '\n$&') : title);

/** Sets the dates that the writer took from the clock. */
const fixDates = (bytes: Uint8Array): Uint8Array => {
  const parts = unzipSync(bytes);
  const core = parts['docProps/core.xml'];
  if (core) parts['docProps/core.xml'] = strToU8(strFromU8(core).replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, madeOn));
  const sorted = Object.fromEntries(Object.entries(parts).sort(([a], [b]) => (a < b ? -1 : 1)));
  // A zip keeps local time: midnight here is the same bytes in every time zone.
  return zipSync(sorted, { mtime: new Date(2026, 0, 12), level: 9 });
};

const makeDocument = async (name: string): Promise<void> => {
  const lines = (await readFile(`${folder}${name}.txt`, 'utf8')).split('\n').filter(line => line.trim() !== '');
  const [title = '', ...rest] = lines;
  const dated = /^\d{4}年\d{1,2}月\d{1,2}日$/.test(rest.at(-1) ?? '') ? rest.splice(-2) : [];
  const blocks = rest.map(toBlock);
  const [body, date] = dated;
  if (body && date) blocks.push({ kind: 'signature', body, date });
  const bytes = await writeDocument({
    title: shapeTitle(title),
    orientation: 'portrait',
    blocks,
    pageNumbers: true,
    creator: '云川市教育局',
  });
  await writeFile(`${folder}${name}.docx`, fixDates(bytes));
  process.stdout.write(`${name}.docx ← ${name}.txt\n`);
};

for (const name of ['yunchuan-2026']) await makeDocument(name);
