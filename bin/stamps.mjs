import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './say.mjs';

const at = (...parts) => join(root, ...parts);

/** What a part of the build is made of. The web takes types from the server's folders, but no code of these two. */
const sources = {
  server: { folders: ['src'], without: ['src/web'] },
  web: { folders: ['src'], without: ['src/cli', 'src/platform'] },
};
const files = ['package-lock.json', 'vite.config.ts', 'bin/build.mjs', 'bin/process-lock.mjs'];

/** What was installed or built last, kept beside it. */
export const stampFile = {
  install: at('node_modules', '.luoshi-installed'),
  server: at('dist', '.server-stamp'),
  web: at('dist', '.web-stamp'),
};

/** A number that changes when a source file is added, removed or changed: from names, sizes and times, not contents. */
export function sourceStamp(part) {
  const hash = createHash('sha256');
  const { folders, without } = sources[part];
  const visit = path => {
    for (const entry of readdirSync(at(path), { withFileTypes: true })) {
      const below = `${path}/${entry.name}`;
      if (without.includes(below)) continue;
      if (entry.isDirectory()) visit(below);
      else if (!/\.test\.tsx?$|\.md$/.test(entry.name)) add(below);
    }
  };
  const add = path => {
    const { size, mtimeMs } = statSync(at(path));
    hash.update(`${path}\0${size}\0${mtimeMs}\n`);
  };
  for (const folder of folders) visit(folder);
  for (const file of files) add(file);
  return hash.digest('hex');
}

/** What should be installed: the lock file, for this system and this line of Node. */
export function installStamp() {
  const lock = readFileSync(at('package-lock.json'));
  const system = `${process.platform}-${process.arch}-${process.versions.node.split('.')[0]}`;
  return createHash('sha256').update(lock).update(system).digest('hex');
}

export const isFresh = (kind, stamp) => {
  try {
    return readFileSync(stampFile[kind], 'utf8') === stamp;
  } catch {
    return false;
  }
};

/** Whether somebody has run `npm ci` by hand: all that the lock file names (and that fits this system) is there. */
export function installedByHand() {
  const found = at('node_modules', '.package-lock.json');
  if (!existsSync(found)) return false;
  const there = JSON.parse(readFileSync(found, 'utf8')).packages;
  const wanted = JSON.parse(readFileSync(at('package-lock.json'), 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || entry.optional || there[path]?.version === entry.version,
  );
}
