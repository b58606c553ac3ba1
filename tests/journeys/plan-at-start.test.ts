import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importAtStart } from '../../src/cli/import-at-start';
import { startTestApp, type TestApp } from '../support/app';

const plan = join(import.meta.dirname, '../../examples/yunchuan-2026.docx');

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

describe('a server started with a plan', () => {
  it('imports it for the body’s first supervisor, or for a new body where nobody supervises, and every step is written down', async () => {
    const path = await importAtStart(app.house, plan);
    const token = /^\/enter\/([^?]+)\?next=%2Fledger%3FplanId%3D\d+$/.exec(path)![1]!;
    expect((await app.stranger().write('identity.enter', { token })).body).toEqual({ next: 'in' });
    // Good once.
    expect((await app.stranger().write('identity.enter', { token })).status).toBe(410);
    const written = await app.owner.selectFrom('auditEntries').select(['operation', 'via']).orderBy('id').execute();
    const operations = new Set(written.filter(({ via }) => via === 'command-line').map(({ operation }) => operation));
    expect([...operations]).toEqual([
      'identity.addBureau',
      'files.upload',
      'plans.import',
      'plans.adopt',
      'identity.makeEntryLink',
    ]);
  });

  it('takes the body that is there the second time', async () => {
    const bodies = () => app.owner.selectFrom('tenants').select('tenantId').execute();
    const before = await bodies();
    await importAtStart(app.house, plan);
    expect(await bodies()).toEqual(before);
  });

  it('leaves nothing behind of a file that is no plan', async () => {
    const file = join(tmpdir(), `luoshi-test-${process.pid}-no-plan.docx`);
    await writeFile(file, 'PK\x03\x04 no plan');
    const count = async () => (await app.owner.selectFrom('files').select('id').execute()).length;
    const before = await count();
    await expect(importAtStart(app.house, file)).rejects.toThrow();
    expect(await count()).toBe(before);
  });
});
