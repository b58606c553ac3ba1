import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import Fastify from 'fastify';
import { build } from 'vite';
import { serveWeb } from '../../src/platform/http/serve-web';

/**
 * A page of the tests (`index.html` of a folder), built and served as the web app is: the same policy, the same nonce. For parts
 * that are tried without the product around them.
 */
export async function serveBuiltPage(folder: string): Promise<{ address: string; close: () => Promise<void> }> {
  const outDir = await mkdtemp(join(tmpdir(), `luoshi-test-${process.pid}-`));
  await build({
    root: folder,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    html: { cspNonce: '__NONCE__' },
    plugins: [react()],
    build: { outDir, emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 2000 },
  });
  const app = Fastify();
  await serveWeb(app, outDir);
  await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    address: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`,
    close: async () => {
      await app.close();
      await rm(outDir, { recursive: true, force: true });
    },
  };
}
