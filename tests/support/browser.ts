import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
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
    running = launch();
    browser = await running;
  }
  const close = async () => {
    for (const context of browser.contexts()) await context.close();
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

/** A page of its own (no cookies of others) that speaks Chinese. Errors of the page are collected: see `errorsOf`. */
export async function openPage(browser: Browser, viewport = DESKTOP): Promise<Page> {
  const context = await browser.newContext({
    viewport,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    acceptDownloads: true,
  });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  const errors: string[] = [];
  pageErrors.set(page, errors);
  page.on('pageerror', error => errors.push(error.message));
  return page;
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
