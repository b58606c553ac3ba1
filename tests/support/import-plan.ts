import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const CANTEEN = join(import.meta.dirname, '../../examples/canteen-2026.txt');

/** Imports the short example plan as whoever is signed in to this page; its three questions stay open. Returns its id. */
export async function importCanteenPlan(page: Page, address: string): Promise<string> {
  const file = { name: 'canteen-2026.txt', mimeType: 'text/plain', buffer: await readFile(CANTEEN) };
  const stored = await page.request.post(`${address}/api/files`, { multipart: { file } });
  const { id } = (await stored.json()) as { id: string };
  const imported = await page.request.post(`${address}/api/plans/import`, { data: { fileId: id } });
  expect(imported.status()).toBe(200);
  return ((await imported.json()) as { planId: string }).planId;
}
