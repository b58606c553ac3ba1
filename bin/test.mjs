// `npm test [-- what vitest takes]`: installs, builds, finds a browser, runs everything.
// The last line is «N passed, N failed, N skipped».
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './say.mjs';
import { ensureReady, run } from './setup.mjs';

await ensureReady(['server', 'web']);
const { findBrowser } = await import('./find-browser.mjs');
const browser = await findBrowser();
if (browser) process.env.CHROMIUM_PATH = browser;

const folder = mkdtempSync(join(tmpdir(), 'luoshi-results-'));
const results = join(folder, 'results.json');
const vitest = join(root, 'node_modules/vitest/vitest.mjs');
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`];
const code = await run(process.execPath, [vitest, 'run', ...reporters, ...process.argv.slice(2)], {
  stdio: ['ignore', 'inherit', 'inherit'],
});
const { passed, failed, skipped } = count(results, code);
rmSync(folder, { recursive: true, force: true });
process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
process.exitCode = failed > 0 ? 1 : code;

/** A file that could not be read as tests, or a run that broke off, counts as one that failed. */
function count(file, exitCode) {
  let report;
  try {
    report = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const broken = report.testResults.filter(
    each => each.status === 'failed' && each.assertionResults.length === 0,
  ).length;
  const failed = report.numFailedTests + broken;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}
