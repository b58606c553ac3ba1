import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { openBrowser, openPage } from '../tests/support/browser';
import type { Figure } from './figure';
import { startServer } from './server-process';

const KB = 1024;

/** First load of the built web app: bytes before the first chart, and the time until the sign-in page answers. */
export async function bench(): Promise<Figure[]> {
  const server = await startServer();
  const browser = await openBrowser();
  try {
    const page = await openPage(browser);
    const loaded: string[] = [];
    page.on('response', response => loaded.push(new URL(response.url()).pathname));
    const interactive: number[] = [];
    const floor: number[] = [];
    for (let run = 0; run < 5; run += 1) {
      // The floor: the same server and browser with a page that has nothing to load.
      let started = performance.now();
      await page.goto(`${server.address}/healthz`);
      floor.push(performance.now() - started);
      started = performance.now();
      await page.goto(server.address);
      await page.locator('button').first().click({ trial: true });
      interactive.push(performance.now() - started);
    }
    const folder = join(import.meta.dirname, '../dist/web/assets');
    const names = new Set(loaded.map(path => path.split('/').at(-1)));
    const bytes = readdirSync(folder)
      .filter(name => names.has(name) && /\.(js|css)$/.test(name))
      .map(name => gzipSync(readFileSync(join(folder, name))).length)
      .reduce((sum, size) => sum + size, 0);
    const limit = 350;
    return [
      { name: 'first load, gzip', value: bytes / KB, unit: 'kB', floor: limit, ratio: bytes / KB / limit },
      { name: 'interactive, median of 5', ...beside(median(interactive), median(floor)), unit: 'ms' },
    ];
  } finally {
    await browser.close();
    await server.stop();
  }
}

const median = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
const beside = (value: number, floor: number) => ({ value, floor, ratio: value / floor });
