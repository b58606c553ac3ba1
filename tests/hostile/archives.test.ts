import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stopApart } from '../../src/platform/apart/work-apart';
import { compileToJson } from '../../src/subjects/plans/compiling/compile-apart';
import { startTestApp, type TestApp, type Visitor } from '../support/app';
import { bombs } from './support/bombs';

/** What a hostile file may cost before it is given up: this process, and the one that reads it (640 MB, and the program itself). */
const MOST_GROWTH = { here: 300 * 2 ** 20, there: 780 * 2 ** 20 };

/** Memory of the processes that were begun from here; nothing where the system does not tell. */
const memoryThere = (): number => {
  try {
    const tasks = readdirSync('/proc/self/task');
    const children = tasks.flatMap(task => readFileSync(`/proc/self/task/${task}/children`, 'utf8').trim().split(' '));
    const pages = children.map(pid => {
      try {
        return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]);
      } catch {
        return 0;
      }
    });
    return Math.max(0, ...pages) * 4096;
  } catch {
    return 0;
  }
};

/** The most memory that was held while `work` ran: here over what it was before, and by the largest process begun from here. */
const growthOver = async (work: () => Promise<unknown>): Promise<{ here: number; there: number }> => {
  const before = process.memoryUsage.rss();
  const most = { here: 0, there: 0 };
  const look = setInterval(() => {
    most.here = Math.max(most.here, process.memoryUsage.rss() - before);
    most.there = Math.max(most.there, memoryThere());
  }, 10);
  await work();
  clearInterval(look);
  return most;
};

// Sound in itself, if odd: it may be read.
const HARMLESS = new Set([
  'entries with paths upwards',
  'a sheet of 400,000 empty rows',
  'a sheet of 16,384 columns to its last row',
  'a document nested 60,000 deep',
  'a hundred thousand merged ranges',
  'a web page nested 300,000 deep',
  'a PDF whose font says its characters at length',
]);
const CODES = /^(too-large|unreadable-document|unsupported-document|empty-document|scanned-document)$/;

describe('files that are made to break their reader', () => {
  afterAll(stopApart);

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
      expect(growth.here).toBeLessThan(MOST_GROWTH.here);
      expect(growth.there).toBeLessThan(MOST_GROWTH.there);
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
