import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compile } from '../src/compiler/compile';
import { readDocument } from '../src/compiler/readers/read-document';
import { compareFacts, type ExpectedPlan } from '../src/compiler/spec/expected-facts';

const folder = resolve(import.meta.dirname, '../examples');
const ending = '.expected.json';
const documents = readdirSync(folder)
  .filter(name => name.endsWith(ending))
  .map(name => name.slice(0, -ending.length))
  .flatMap(name => ['txt', 'docx'].map(kind => ({ name, file: `${name}.${kind}` })))
  .filter(({ file }) => existsSync(join(folder, file)));

describe('the example plans', () => {
  it('are there', () => expect(documents.map(({ file }) => file)).toContain('yunchuan-2026.txt'));

  it.each(documents)('$file gives every annotated fact, and no other', async ({ name, file }) => {
    const expected = JSON.parse(readFileSync(join(folder, name + ending), 'utf8')) as ExpectedPlan;
    const plan = compile(await readDocument(readFileSync(join(folder, file)), file));
    const { missed, false: beyond } = compareFacts(plan, expected);
    expect({ missed, beyond }).toEqual({ missed: [], beyond: [] });
  });
});
