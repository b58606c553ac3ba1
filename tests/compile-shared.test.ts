import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compile } from '../src/compiler/compile';
import { readDocument } from '../src/compiler/readers/read-document';
import { compareFacts, type ExpectedPlan } from '../src/compiler/spec/expected-facts';

const shared = resolve(import.meta.dirname, '../../shared');
const planFile = resolve(shared, 'documents/work-plan-2022.txt');
const expectedFile = resolve(shared, 'contracts/expected/work-plan-2022.json');
const missing = !existsSync(planFile) || !existsSync(expectedFile);

describe.skipIf(missing)(
  missing ? 'the shared plan (left out: ../shared is not beside this checkout)' : 'the shared plan',
  () => {
    const plan = async () => compile(await readDocument(readFileSync(planFile), 'work-plan-2022.txt'));
    const expected = () => JSON.parse(readFileSync(expectedFile, 'utf8')) as ExpectedPlan;

    it('gives every annotated fact, and no other', async () => {
      const { missed, false: beyond } = compareFacts(await plan(), expected());
      expect({ missed, beyond }).toEqual({ missed: [], beyond: [] });
    });

    it('tells which numbers are missing', async () => {
      const gaps = (await plan()).diagnostics.filter(({ code }) => code === 'missing-items');
      expect(gaps.map(({ data }) => [data.from, data.to])).toEqual([
        [28, 48],
        ['三、', '五、'],
      ]);
    });

    it('keeps the whole file', async () => {
      expect((await plan()).source.text).toBe(readFileSync(planFile, 'utf8'));
    });
  },
);
