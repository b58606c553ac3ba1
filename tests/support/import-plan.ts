import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const CANTEEN = join(import.meta.dirname, '../../examples/canteen-2026.txt');

const upload = async (page: Page, address: string, text: string): Promise<string> => {
  const file = { name: 'canteen-2026.txt', mimeType: 'text/plain', buffer: Buffer.from(text) };
  const stored = await page.request.post(`${address}/api/files`, { multipart: { file } });
  return ((await stored.json()) as { id: string }).id;
};

const post = async (page: Page, path: string, data: object): Promise<string> => {
  const answer = await page.request.post(path, { data });
  expect(answer.status()).toBe(200);
  return ((await answer.json()) as { planId: string }).planId;
};

/** Imports the short example plan as whoever is signed in to this page; its three questions stay open. Returns its id. */
export async function importCanteenPlan(page: Page, address: string): Promise<string> {
  const fileId = await upload(page, address, await readFile(CANTEEN, 'utf8'));
  return post(page, `${address}/api/plans/import`, { fileId });
}

/** Imports the same plan without its last item, as the revision of `planId`. Returns its id. */
export async function importRevision(page: Page, address: string, planId: string): Promise<string> {
  const text = await readFile(CANTEEN, 'utf8');
  const fileId = await upload(page, address, text.replace(/^8\..*$/m, ''));
  return post(page, `${address}/api/plans/revise`, { planId, fileId });
}
