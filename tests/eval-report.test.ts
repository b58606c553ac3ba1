import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scoreSet, sets } from '../eval/documents';
import { ratesOf, reportOf, sumOf } from '../eval/report';

const written = readFileSync(join(resolve(import.meta.dirname, '..'), 'eval/report.md'), 'utf8');

describe('the evaluation on our own annotated plans', () => {
  it('is what the checked-in report says (npm run eval -- --write)', async () => {
    expect(written).toContain(reportOf(await scoreSet(sets.own)));
  });

  it('reaches what an office needs', async () => {
    const scored = await scoreSet(sets.own);
    const f1 = (what: Parameters<typeof sumOf>[1]) => ratesOf(sumOf(scored, what)).f1;
    expect(scored.length).toBeGreaterThanOrEqual(24);
    expect(f1('items')).toBeGreaterThanOrEqual(0.98);
    expect(f1('responsibilities')).toBeGreaterThanOrEqual(0.97);
    expect(f1('targets')).toBeGreaterThanOrEqual(0.94);
    expect(f1('deadlines')).toBeGreaterThanOrEqual(0.95);
  });
});
