import { sql } from 'kysely';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorsOf, openBrowser, openPage } from '../support/browser';
import { startDemonstration, type WebApp } from '../support/web-app';

/** Each would set `hacked`, open a dialog or load something if it ran. */
const SCRIPTS = [
  '<img src=x onerror="window.hacked=1;alert(1)">',
  '<script>window.hacked=1;alert(1)</script>',
  '<svg/onload=window.hacked=1>',
  'javascript:window.hacked=1',
  '"><iframe srcdoc="<script>parent.hacked=1</script>">',
  '{{name}} $t(frame:title) <b>粗</b>',
  ']]><style>body{display:none}</style>',
  '[点击](javascript:window.hacked=1) ![x](x onerror=window.hacked=1)',
];

/** Every column in which people's words are kept and shown. */
const COLUMNS: [table: string, column: string][] = [
  ['org_units', 'name'],
  ['org_units', 'short_name'],
  ['users', 'name'],
  ['posts', 'title'],
  ['plans', 'title'],
  ['tasks', 'title'],
  ['tasks', 'content'],
  ['tasks', 'section'],
  ['tasks', 'leader_name'],
  ['milestones', 'title'],
  ['progress_reports', 'summary'],
  ['progress_reports', 'problem'],
  ['progress_reports', 'next_step'],
  ['task_comments', 'body'],
  ['indicators', 'name'],
  ['targets', 'unit'],
  ['targets', 'text'],
  ['saved_views', 'name'],
  ['files', 'name'],
];

const PEOPLE: [login: string, paths: string[]][] = [
  ['duchake', ['/', '/overview', '/ledger?year=2026', '/ledger?year=2026&group=lead', '/plans', '/gantt']],
  ['juzhang', ['/', '/overview']],
  ['lianluo01', ['/', '/ledger?year=2026', '/mine']],
  ['shenji', ['/audit']],
];

const ADDRESSES = [
  '/invite/%3Cscript%3Ewindow.hacked=1%3C%2Fscript%3E',
  '/none/%22%3E%3Cimg%20src=x%20onerror=window.hacked=1%3E',
  '/sign-in?next=javascript:window.hacked=1',
  '/sign-in?next=//evil.example/%3Cscript%3E',
  '/ledger?year=2026&q=%3Cimg%20src=x%20onerror=window.hacked=1%3E',
  '/ledger?year=%3Cscript%3E&light=%22onload=&sort=__proto__&group=constructor',
  '/try?__proto__[hacked]=1&constructor[prototype][hacked]=1',
];

describe('what people wrote is shown and never runs', () => {
  let web: WebApp;
  let browser: Browser;
  beforeAll(async () => {
    [web, browser] = await Promise.all([startDemonstration(), openBrowser()]);
    for (const [table, column] of COLUMNS)
      await sql`
        with numbered as (select tenant_id, id, row_number() over (order by id) as place from ${sql.table(table)})
        update ${sql.table(table)} x
        set ${sql.ref(column)} = (${SCRIPTS}::text[])[1 + (n.place + ${column.length}) % ${SCRIPTS.length}] || n.place
        from numbered n where x.tenant_id = n.tenant_id and x.id = n.id`.execute(web.owner);
  });
  afterAll(async () => {
    await browser?.close();
    await web?.close();
  });

  /** A window that writes down whatever runs, asks, or is stopped by the page's policy. */
  const watched = async (login: string | null): Promise<{ page: Page; seen: string[] }> => {
    const page = await openPage(browser);
    if (login) await web.enter(page.context(), login);
    const seen: string[] = [];
    page.on('dialog', dialog => {
      seen.push(`dialog ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('console', message => {
      if (/Content[- ]Security[- ]Policy/i.test(message.text())) seen.push(message.text().slice(0, 200));
    });
    page.on('request', request => {
      const { origin, protocol } = new URL(request.url());
      if (protocol.startsWith('http') && origin !== web.address) seen.push(`request ${request.url()}`);
    });
    return { page, seen };
  };

  const expectQuiet = async (page: Page, seen: string[], path: string) => {
    await page.goto(`${web.address}${path}`);
    await page.waitForLoadState('load');
    await page.locator('h1, h2, form, main').first().waitFor();
    await page.waitForTimeout(150);
    const found = await page.evaluate(() => ({
      hacked: (window as unknown as { hacked?: number }).hacked ?? null,
      links: [...document.querySelectorAll('a[href]')].filter(link =>
        /^\s*(javascript|data|vbscript):/i.test(link.getAttribute('href')!),
      ).length,
      injected: document.querySelectorAll('#root img[src=x], #root script, #root iframe, #root svg[onload]').length,
      polluted: Object.keys(Object.prototype).length,
    }));
    expect([path, found]).toEqual([path, { hacked: null, links: 0, injected: 0, polluted: 0 }]);
    expect([path, seen]).toEqual([path, []]);
  };

  it.each(PEOPLE)('on the pages of %s', async (login, paths) => {
    const { page, seen } = await watched(login);
    for (const path of paths) await expectQuiet(page, seen, path);
    const task = await web.owner.selectFrom('tasks').select('id').orderBy('id').executeTakeFirstOrThrow();
    if (login === 'duchake') {
      const plan = await web.owner.selectFrom('plans').select('id').orderBy('id').executeTakeFirstOrThrow();
      for (const path of [`/tasks/${task.id}`, `/plans/${plan.id}`, '/people']) await expectQuiet(page, seen, path);
      // It was there to be seen.
      await page.goto(`${web.address}/ledger?year=2026`);
      await page.getByText('onerror=').first().waitFor();
    }
    expect(errorsOf(page)).toEqual([]);
    await page.context().close();
  });

  it('nor does what stands in an address', async () => {
    const { page, seen } = await watched('duchake');
    for (const path of ADDRESSES) await expectQuiet(page, seen, path);
    await page.context().close();
    const stranger = await watched(null);
    for (const path of ADDRESSES) await expectQuiet(stranger.page, stranger.seen, path);
    expect(new URL(stranger.page.url()).origin).toBe(web.address);
    await stranger.page.context().close();
  });

  it('a web page in a plan leaves its words alone', async () => {
    const { page, seen } = await watched('duchake');
    const html = `<html><body><h1>2026年工作要点</h1><p>一、推进工作</p><p>1.新建幼儿园12所。<script>window.hacked=1</script><a href="javascript:window.hacked=1">点击</a><iframe src="javascript:parent.hacked=1"></iframe>${SCRIPTS.map(text => text.replaceAll('<', '&lt;')).join('。')}</p></body></html>`;
    const stored = await page.request.post(`${web.address}/api/files`, {
      multipart: { file: { name: '要点.html', mimeType: 'text/html', buffer: Buffer.from(html) } },
    });
    const fileId = ((await stored.json()) as { id: string }).id;
    const imported = await page.request.post(`${web.address}/api/plans/import`, { data: { fileId } });
    const { planId } = (await imported.json()) as { planId: string };
    await expectQuiet(page, seen, `/plans/${planId}/settle`);
    // Asked for as it is, the file is saved, not shown.
    const file = await page.request.get(`${web.address}/api/files/content?id=${fileId}`);
    expect(file.headers()['content-disposition']).toMatch(/^attachment;/);
    expect(file.headers()['content-security-policy']).toContain('sandbox');
    expect(file.headers()['content-type']).not.toContain('html');
    await page.context().close();
  });
});
