import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';

const CANDIDATES = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

function launch(): Promise<Browser> {
  const executablePath = CANDIDATES.find(path => path && existsSync(path));
  const args = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--num-raster-threads=1',
    '--lang=zh-CN',
  ];
  return chromium.launch({ executablePath, args });
}

let running: Promise<Browser> | undefined;

/**
 * A real browser without a window. `npm test` has found or installed one before. The test files of a process use one after the
 * other, since a start takes a second: to close it closes what was opened in it, and it ends with the process.
 */
export async function openBrowser(): Promise<Browser> {
  if (!process.env.VITEST) return launch();
  running ??= launch();
  let browser = await running;
  if (!browser.isConnected()) {
    left.clear();
    running = launch();
    browser = await running;
  }
  const close = async () => {
    left.clear();
    for (const context of browser.contexts()) await (endOf.get(context) ?? context.close).call(context);
  };
  return new Proxy(browser, {
    get: (target, name) => {
      const value: unknown = name === 'close' ? close : Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

/**
 * A page of its own (nothing that others kept) that speaks Chinese. Errors of the page are collected: see `errorsOf`. A context that
 * was closed is taken again, wiped: its process has the program compiled, which takes longer than most stories.
 */
export async function openPage(browser: Browser, viewport = DESKTOP): Promise<Page> {
  const size = `${viewport.width}x${viewport.height}`;
  const taken = left.get(size)?.pop();
  const context = taken?.context ?? (await newContext(browser, viewport, size));
  const page = await context.newPage();
  if (taken) await wipe(page, taken.origins);
  const errors: string[] = [];
  pageErrors.set(page, errors);
  page.on('pageerror', error => errors.push(error.message));
  return page;
}

type Left = { context: BrowserContext; origins: Set<string> };
/** By size of the window: those that nobody uses. */
const left = new Map<string, Left[]>();
const endOf = new WeakMap<BrowserContext, () => Promise<void>>();

async function newContext(browser: Browser, viewport: typeof DESKTOP, size: string): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    acceptDownloads: true,
  });
  context.setDefaultTimeout(30_000);
  endOf.set(context, context.close.bind(context));
  const origins = new Set<string>();
  context.on('page', page =>
    page.on('framenavigated', frame => {
      const { origin } = new URL(frame.url());
      if (origin !== 'null') origins.add(origin);
    }),
  );
  let held: Page | undefined;
  context.close = async () => {
    const others = left.get(size) ?? [];
    if (others.some(one => one.context === context)) return;
    const pages = context.pages().filter(page => page !== held);
    const [origin] = origins;
    if (!origin) return endOf.get(context)!();
    // A plain answer of the same server: as long as it is open the process stays.
    if (!held) {
      held = await context.newPage();
      await context.setOffline(false);
      await held.goto(`${origin}/healthz`);
    }
    for (const page of pages) await page.close();
    left.set(size, [...others, { context, origins }]);
  };
  return context;
}

async function wipe(page: Page, origins: Set<string>): Promise<void> {
  const context = page.context();
  await Promise.all([context.clearCookies(), context.clearPermissions(), context.setOffline(false)]);
  const session = await context.newCDPSession(page);
  for (const origin of origins)
    await session.send('Storage.clearDataForOrigin', {
      origin,
      storageTypes: 'local_storage,indexeddb,service_workers,cache_storage,file_systems',
    });
  await session.detach();
  origins.clear();
}

const pageErrors = new WeakMap<Page, string[]>();

/** What the page's own script threw. */
export const errorsOf = (page: Page): string[] => pageErrors.get(page) ?? [];

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

type Violation = { id: string; nodes: { target: string[]; failureSummary?: string }[] };

/** What axe finds against WCAG level A and AA, or against some of its rules; each rule with its first place. */
export async function violationsOf(page: Page, only: readonly string[] = []): Promise<string[]> {
  // Evaluated in the page's own world: the strict content policy would refuse a script tag.
  await page.evaluate(axeSource);
  const violations = await page.evaluate(async only => {
    const { axe } = globalThis as unknown as {
      axe: { run: (node: Document, options: object) => Promise<{ violations: Violation[] }> };
    };
    const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];
    const runOnly = only.length > 0 ? { type: 'rule', values: only } : { type: 'tag', values: rules };
    return (await axe.run(document, { runOnly, resultTypes: ['violations'] })).violations;
  }, only);
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.target.join(' ')} ${nodes[0]?.failureSummary ?? ''}`);
}

/** No violation of WCAG level A or AA by axe. */
export async function expectAccessible(page: Page): Promise<void> {
  expect(await violationsOf(page)).toEqual([]);
}

/** Where the built web app lies. */
export const webFolder = join(import.meta.dirname, '../../dist/web');
