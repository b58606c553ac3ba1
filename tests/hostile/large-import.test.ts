import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp, type Visitor } from '../support/app';

const ROWS = 120_000;

describe('a large file of values', () => {
  let test: TestApp;
  let office: Visitor;
  beforeAll(async () => {
    test = await startTestApp();
    office = await test.visit('office', 'supervisor', 'root');
  });
  afterAll(() => test.close());

  it('is read beside the server: nobody else waits for it', async () => {
    const filler = 'x'.repeat(100);
    const lines = Array.from({ length: ROWS }, (_, at) => `s${at % 5_000},2026-08,NONE,,${at},${filler}`);
    const text = ['unit,period,figure,category,value,remark', ...lines].join('\n');
    const { body: file } = await office.upload('a.csv', Buffer.from(text), 'text/csv');
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const from = performance.now();
    const { status, body } = await office.write<{ error: { code: string; detail: { count: number } } }>(
      'exchange.importFile',
      { fileId: file.id, key: 'large', stage: 'submitted', mode: 'keep-drafts', dryRun: true },
    );
    const took = performance.now() - from;
    delay.disable();
    expect([status, body.error.code, body.error.detail.count]).toEqual([422, 'import-has-errors', 2 * ROWS]);
    // On a busy machine everything is late; at one stretch it is never more than a small part of the whole.
    expect(delay.max / 1e6).toBeLessThan(took / 5);
  }, 120_000);
});
