import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root, tell } from './say.mjs';
import { run } from './setup.mjs';

/**
 * The path of a Chromium for the browser tests: the one of CHROMIUM_PATH, an installed one, or one that is installed
 * now (by the system's packages where we are root on Debian, else into Playwright's own folder). Asks nothing.
 */
export async function findBrowser() {
  const found = installedBrowser() ?? (await playwrightBrowser());
  if (found) {
    if (await mayInstallPackages(() => !hasChineseFont())) {
      tell('font-installing');
      await installPackages(['fonts-noto-cjk']);
    }
    return found;
  }
  tell('browser-installing');
  if (await mayInstallPackages(() => true)) {
    await installPackages(hasChineseFont() ? ['chromium'] : ['chromium', 'fonts-noto-cjk']);
    const installed = installedBrowser();
    if (installed) return installed;
  }
  await run(process.execPath, [join(root, 'node_modules/playwright-core/cli.js'), 'install', 'chromium']);
  const downloaded = await playwrightBrowser();
  if (!downloaded) tell('browser-missing');
  return downloaded;
}

function installedBrowser() {
  const named = process.env.CHROMIUM_PATH;
  if (named && existsSync(named)) return named;
  const places = [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
  ];
  places.push('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome');
  places.push('C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe');
  return places.find(path => existsSync(path));
}

async function playwrightBrowser() {
  const { chromium } = await import('playwright-core');
  const path = chromium.executablePath();
  return path && existsSync(path) ? path : undefined;
}

const works = (command, args) => spawnSync(command, args, { stdio: 'ignore' }).status === 0;

const mayInstallPackages = async isNeeded =>
  process.platform === 'linux' && process.getuid() === 0 && isNeeded() && works('apt-get', ['--version']);

async function installPackages(names) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-q'], { env });
  return run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...names], { env });
}

// Without fontconfig nobody can tell, and nothing would be gained by another font.
function hasChineseFont() {
  const { status, stdout } = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' });
  return status !== 0 || stdout.trim() !== '';
}
