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

/** A real browser without a window. `npm test` has found or installed one before. */
export function openBrowser(): Promise<Browser> {
  const executablePath = CANDIDATES.find(path => path && existsSync(path));
  const args = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--lang=zh-CN',
  ];
  return chromium.launch({ executablePath, args });
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
  context.setDefaultTimeout(15_000);
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

/** No violation of WCAG level A or AA by axe; names each rule with its first place. */
export async function expectAccessible(page: Page): Promise<void> {
  // Evaluated in the page's own world: the strict content policy would refuse a script tag.
  await page.evaluate(axeSource);
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run: (node: Document, options: object) => Promise<{ violations: Violation[] }> };
    };
    const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];
    return (await axe.run(document, { runOnly: { type: 'tag', values: rules } })).violations;
  });
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.target.join(' ')} ${nodes[0]?.failureSummary ?? ''}`),
  ).toEqual([]);
}

/** Where the built web app lies. */
export const webFolder = join(import.meta.dirname, '../../dist/web');
