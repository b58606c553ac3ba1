import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { startServer } from '../bench/server-process';
import { DESKTOP, openBrowser, PHONE } from '../tests/support/browser';

// `npm run screenshots`: the pictures of the README and the guide, from the demonstration bureau and a plan not yet settled.
const PASSWORD = 'yunchuan2026';
const folder = join(import.meta.dirname, 'pictures');
const root = join(import.meta.dirname, '..');

type Shot = { name: string; login: string; path: string; phone?: boolean; before?: (page: Page) => Promise<void> };

const server = await startServer();
const browser = await openBrowser();
try {
  const contextOf = async (login: string, phone = false) => {
    const options: BrowserContextOptions = phone
      ? { viewport: PHONE, deviceScaleFactor: 2, isMobile: true, hasTouch: true }
      : { viewport: DESKTOP };
    const context = await browser.newContext({ ...options, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
    await context.request.post(`${server.address}/api/identity/signIn`, { data: { login, password: PASSWORD } });
    return context;
  };

  const first = await browser.newContext();
  await first.request.post(`${server.address}/api/demonstration/create`, { data: {}, timeout: 180_000 });
  const office = await contextOf('duchake');
  const post = async (path: string, data: object) =>
    (await office.request.post(`${server.address}${path}`, { data })).json();
  const upload = async (name: string): Promise<string> => {
    const buffer = await readFile(join(root, 'examples', name));
    const file = { name, mimeType: 'text/plain', buffer };
    const uploaded = await office.request.post(`${server.address}/api/files`, { multipart: { file } });
    return (await uploaded.json()).id;
  };
  const { planId } = await post('/api/plans/import', { fileId: await upload('canteen-2026.txt') });
  const { planId: revised } = await post('/api/plans/revise', {
    planId: '1',
    fileId: await upload('yunchuan-2026-revised.txt'),
  });
  // The first item with something that nobody could check.
  const openChecks = async (page: Page) => {
    const input = page.locator('input[type=file]');
    await input.setInputFiles(join(root, 'examples/yunchuan-2026-revised.txt'));
    const checks = page.locator('details.checks', { hasText: '难以核查' }).first();
    await checks.locator('summary').click();
    return checks.getByRole('listitem').filter({ hasText: '请补充' }).first().getByRole('button');
  };
  const showSentence = async (page: Page) => (await openChecks(page)).click();
  const bringIntoView = async (page: Page) => (await openChecks(page)).scrollIntoViewIfNeeded();
  const ledger = await (await office.request.get(`${server.address}/api/tasks/list?year=2026&light=red`)).json();
  const [red] = ledger.rows as { id: string }[];

  const shots: Shot[] = [
    { name: 'settle', login: 'duchake', path: `/plans/${planId}/settle` },
    { name: 'overview', login: 'juzhang', path: '/overview' },
    { name: 'ledger', login: 'duchake', path: '/ledger' },
    { name: 'task', login: 'duchake', path: `/tasks/${red!.id}` },
    { name: 'todo', login: 'duchake', path: '/' },
    { name: 'gantt', login: 'duchake', path: '/gantt' },
    { name: 'compare', login: 'duchake', path: `/plans/${revised}/compare?with=1` },
    { name: 'try', login: 'duchake', path: '/try', before: showSentence },
    { name: 'phone-overview', login: 'juzhang', path: '/overview', phone: true },
    { name: 'phone-todo', login: 'lianluo01', path: '/', phone: true },
    { name: 'phone-task', login: 'juzhang', path: `/tasks/${red!.id}`, phone: true },
    { name: 'phone-compare', login: 'duchake', path: `/plans/${revised}/compare?with=1`, phone: true },
    { name: 'phone-try', login: 'duchake', path: '/try', phone: true, before: bringIntoView },
  ];
  for (const { name, login, path, phone, before } of shots) {
    const context = await contextOf(login, phone);
    const page = await context.newPage();
    await page.goto(`${server.address}${path}`, { waitUntil: 'networkidle' });
    await page.locator('h1').first().waitFor();
    await before?.(page);
    await page.waitForLoadState('networkidle');
    const file = join(folder, `${name}.png`);
    await page.screenshot({ path: file, animations: 'disabled' });
    process.stdout.write(`${name}.png ${Math.round((await stat(file)).size / 1024)} kB\n`);
    await context.close();
  }
} finally {
  await browser.close();
  await server.stop();
}
