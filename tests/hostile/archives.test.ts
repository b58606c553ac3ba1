import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileToJson, stopCompiling } from '../../src/subjects/plans/compiling/compile-apart';
import { startTestApp, type TestApp, type Visitor } from '../support/app';
import { bombs } from './support/bombs';

/** Bytes over and above the archive that a hostile file may cost the process before it is given up. */
const MOST_GROWTH = 1.7 * 2 ** 30;

/** The most memory the process had while `work` ran, over what it had before. */
const growthOver = async (work: () => Promise<unknown>): Promise<number> => {
  const before = process.memoryUsage.rss();
  let most = before;
  const look = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 50);
  await work();
  clearInterval(look);
  return most - before;
};

// Sound in itself, if odd: it may be read.
const HARMLESS = new Set([
  'entries with paths upwards',
  'a sheet of 400,000 empty rows',
  'a sheet of 16,384 columns to its last row',
  'a document nested 60,000 deep',
  'a hundred thousand merged ranges',
  'a web page nested 300,000 deep',
]);
const CODES = /^(too-large|unreadable-document|unsupported-document|empty-document|scanned-document)$/;

describe('files that are made to break their reader', () => {
  afterAll(stopCompiling);

  it.each(Object.entries(bombs))(
    '%s is refused, and the process lives on in little memory',
    async (what, { name, bytes }) => {
      const document = new Uint8Array(bytes());
      let outcome = '';
      const growth = await growthOver(async () => {
        outcome = await compileToJson({ name, document }).then(
          () => 'read',
          (error: { code: string }) => error.code,
        );
      });
      expect(outcome).toMatch(HARMLESS.has(what) ? /./ : CODES);
      expect(growth).toBeLessThan(MOST_GROWTH);
    },
  );

  it('writes no entry of an archive to the disk', () => {
    expect(existsSync('/tmp/luoshi-was-here')).toBe(false);
  });
});

describe('the same as workbooks of units and people', () => {
  let app: TestApp;
  let administrator: Visitor;
  beforeAll(async () => {
    app = await startTestApp();
    administrator = await app.visit('administrator', 'administrator', 'root');
  });
  afterAll(() => app.close());

  const books = Object.entries(bombs).filter(([, { name }]) => name.endsWith('.xlsx'));
  it.each(books)('%s is refused, while others are served', async (_, { name, bytes }) => {
    const uploaded = await administrator.upload(name, bytes());
    if (uploaded.status !== 200) return expect(uploaded.status).toBeLessThan(500);
    let longest = 0;
    let last = performance.now();
    const pulse = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 10);
    const answer = await administrator.write<{ error: { code: string } }>('org.importUnits', {
      fileId: uploaded.body.id,
    });
    clearInterval(pulse);
    expect([answer.status, answer.body.error.code]).toEqual([
      expect.toSatisfy((status: number) => status >= 400 && status < 500),
      expect.stringMatching(/too-large|invalid-workbook|workbook-has-errors/),
    ]);
    expect(longest).toBeLessThan(10_000);
  });
});
