import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import Fastify from 'fastify';
import { build } from 'vite';
import { safeHeaders } from '../../../../src/platform/http/safe-headers';
import { serveWeb } from '../../../../src/platform/http/serve-web';

/** The charts on a page of their own, built as the product is and served under its policy, without any of its server. */
export async function serveFigureParts(): Promise<{ address: string; close: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), `luoshi-test-${process.pid}-`));
  await build({
    root: import.meta.dirname,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    html: { cspNonce: '__NONCE__' },
    plugins: [react()],
    build: { outDir: folder, emptyOutDir: false, target: 'es2022', minify: false, chunkSizeWarningLimit: 10_000 },
  });
  const app = Fastify();
  await safeHeaders(app);
  app.get('/api/sample.xlsx', async (_, reply) =>
    reply.header('content-disposition', 'attachment; filename="sample.xlsx"').send('xlsx'),
  );
  await serveWeb(app, folder);
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    address,
    close: async () => {
      await app.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
