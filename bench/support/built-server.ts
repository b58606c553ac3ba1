import { join } from 'node:path';
import { build } from 'vite';

const root = join(import.meta.dirname, '../..');
let built: Promise<string> | undefined;

/** The servers as they are built to run (`bin/build.mjs`): what a loader adds to sources on their way is not measured. */
export const builtServer = (): Promise<string> => {
  built ??= buildServer();
  return built;
};

async function buildServer(): Promise<string> {
  const outDir = join(root, 'dist/bench');
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: ['i18next'] },
    build: {
      ssr: true,
      target: 'node20',
      outDir,
      minify: false,
      rolldownOptions: {
        input: { 'ledger-server': join(import.meta.dirname, 'ledger-server.ts') },
        output: { entryFileNames: '[name].js' },
      },
    },
  });
  return join(outDir, 'ledger-server.js');
}
