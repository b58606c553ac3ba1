import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compile } from '../../src/compiler/compile';
import type { Plan } from '../../src/compiler/ledger';
import { textSource } from '../../src/compiler/source';
import { startTestApp, type TestApp } from '../support/app';

const examples = join(import.meta.dirname, '../../examples');
const text = readFileSync(join(examples, 'canteen-2026.txt'), 'utf8');

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

const send = (name: string, bytes: Uint8Array, query = '') => {
  const payload = new FormData();
  payload.append('file', new File([bytes as BlobPart], name));
  return test.app.inject({ method: 'POST', url: `/api/compile${query}`, payload });
};
const say = (payload: object) => test.app.inject({ method: 'POST', url: '/api/compile', payload });

describe('somebody without an account', () => {
  it('sends a text and gets what the compiler makes of it', async () => {
    const reply = await say({ name: 'canteen.txt', text });
    expect(reply.statusCode).toBe(200);
    expect(reply.json<Plan>()).toEqual(JSON.parse(JSON.stringify(compile(textSource('canteen.txt', text)))));
  });

  it('sends a .docx and gets the same facts as from its text', async () => {
    const reply = await send('yunchuan-2026.docx', readFileSync(join(examples, 'yunchuan-2026.docx')));
    const plan = reply.json<Plan>();
    expect(plan.format).toBe('plan/1');
    expect(plan.nodes.filter(({ kind }) => kind === 'item')).toHaveLength(50);
  });

  it('takes the ledger along as a workbook', async () => {
    const reply = await send('canteen-2026.txt', Buffer.from(text), '?as=xlsx');
    expect(reply.headers['content-type']).toContain('spreadsheetml');
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(reply.rawPayload as never);
    expect(book.worksheets.slice(0, 3).map(({ name }) => name)).toEqual(['任务', '目标', '问题']);
    expect(book.worksheets[0]!.rowCount).toBeGreaterThanOrEqual(8);
  });

  it('finds in it which sentences nobody could check, and what to ask for', async () => {
    const vague =
      '云川市卫生健康委2026年工作要点\n1.改进服务。进一步提升群众满意度。新增床位120张。（责任处室：医政处）';
    const { rawPayload } = await test.app.inject({
      method: 'POST',
      url: '/api/compile?as=xlsx',
      payload: { name: 'health.txt', text: vague },
    });
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(rawPayload as never);
    const rows = book.getWorksheet('举措')!.getSheetValues().slice(1) as string[][];
    const ofSentence = (words: string) => rows.find(row => row?.some(cell => String(cell).includes(words)))?.slice(3);
    expect(ofSentence('进一步提升')).toEqual([
      '仅倡导',
      '只有程度用语，没有可以核对的数值。',
      '请补充：要达到的数值和现在的基数。',
    ]);
    expect(ofSentence('新增床位')?.[0]).toBe('可量化');
  });

  it('leaves nothing behind', async () => {
    const files = await test.owner.selectFrom('files').selectAll().execute();
    const plans = await test.owner.selectFrom('plans').selectAll().execute();
    expect({ files, plans }).toEqual({ files: [], plans: [] });
  });

  it.each([
    ['what is no document', () => send('a.png', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3])), 415],
    ['an empty file', () => send('a.txt', new Uint8Array(0)), 422],
    ['an empty text', () => say({ text: ' \n' }), 422],
    ['no text at all', () => say({}), 400],
    ['a text that is none', () => say({ text: 12 }), 400],
    ['a text that is too long', () => say({ text: '字'.repeat(1_000_001) }), 413],
    [
      'a form without a file',
      () => test.app.inject({ method: 'POST', url: '/api/compile', payload: new FormData() }),
      400,
    ],
  ])('is told why %s is refused', async (_, ask, status) => {
    const reply = await ask();
    expect(reply.statusCode).toBe(status);
    expect(reply.json<{ error: { code: string; message: string } }>().error.message).not.toBe('');
  });
});
