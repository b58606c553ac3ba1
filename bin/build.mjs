// Builds `server` (with the command line and the compiler as a library), `web`, or both.
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build } from 'vite';
import { root } from './say.mjs';

const asked = process.argv[2];
const quiet = { root, configFile: false, logLevel: 'warn', clearScreen: false };

try {
  if (asked !== 'web') await buildServer();
  if (asked !== 'server') await buildWeb();
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}

// Chunks carry a hash in their name and are never overwritten, so a server that is running keeps those it still has to
// load; what no build of the last days has written is removed.
async function buildServer() {
  const outDir = join(root, 'dist/server');
  await build({
    ...quiet,
    publicDir: false,
    // The web has it as well: bundled, an installation without the tools of development needs it no more.
    ssr: { noExternal: ['i18next'] },
    build: {
      ssr: true,
      target: 'node20',
      outDir,
      emptyOutDir: false,
      minify: false,
      rolldownOptions: {
        input: {
          main: join(root, 'src/cli/main.ts'),
          compiler: join(root, 'src/compiler/library.ts'),
          readers: join(root, 'src/compiler/readers/read-document.ts'),
          'compile-worker': join(root, 'src/subjects/plans/compiling/worker.ts'),
          'import-worker': join(root, 'src/subjects/exchange/reading/worker.ts'),
        },
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  });
  await removeOld(join(outDir, 'chunks'));
}

async function buildWeb() {
  await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'warn', clearScreen: false });
  const assets = join(root, 'dist/web/assets');
  await removeOld(assets);
  await compress(assets);
}

async function removeOld(folder) {
  const limit = Date.now() - 3 * 24 * 3_600_000;
  for (const name of await list(folder)) {
    const file = join(folder, name);
    if ((await stat(file)).mtimeMs < limit) await rm(file);
  }
}

// Compressed once here instead of for every visitor.
async function compress(folder) {
  const names = new Set(await list(folder));
  const best = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
  await Promise.all(
    [...names].map(async name => {
      if (!/\.(js|css|svg|json)$/.test(name) || names.has(`${name}.br`)) return;
      const body = await readFile(join(folder, name));
      await writeWhole(join(folder, `${name}.gz`), await promisify(gzip)(body, { level: 9 }));
      await writeWhole(join(folder, `${name}.br`), await promisify(brotliCompress)(body, best));
    }),
  );
}

// What is there is not compressed again: half of one, from a build that was cut off, would be sent out for ever.
async function writeWhole(file, body) {
  await writeFile(`${file}.part`, body);
  await rename(`${file}.part`, file);
}

async function list(folder) {
  return readdir(folder).catch(() => []);
}
