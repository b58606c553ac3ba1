import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp } from '../../../src/platform/http/app';
import { operations, routes } from '../../../src/subjects/registry';
import type { TestApp } from '../../support/app';

export type Listening = {
  port: number;
  /** Sends bytes as they are, and gives all that comes back until the server closes or `ms` are over. */
  say: (bytes: string | Uint8Array, ms?: number) => Promise<string>;
  /** Sends nothing more after `bytes`; answers after how many ms the server hung up, null where it waited longer than `ms`. */
  hangUpAfter: (bytes: string, ms: number, drip?: string) => Promise<number | null>;
  close: () => Promise<void>;
};

const PAGE = `<!doctype html><html><head><meta property="csp-nonce" nonce="__NONCE__"><style nonce="__NONCE__"></style></head>
<body><script type="module" src="/assets/app.js"></script></body></html>`;

/** The server on a port of its own over the same database, with a page and one asset, and with little patience. */
export async function listen({ house }: TestApp): Promise<Listening> {
  const folder = await mkdtemp(join(tmpdir(), 'luoshi-web-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), PAGE);
  await writeFile(join(folder, 'assets/app.js'), 'export {};\n');
  await writeFile(join(folder, 'secret.txt'), 'not to be seen');
  const app = await buildApp({
    house,
    operations,
    routes,
    fileHolders: [],
    authenticate: async () => null,
    webFolder: folder,
    patience: { headers: 300, request: 700, silence: 1500 },
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  return {
    port,
    say: (bytes, ms = 400) =>
      new Promise(resolve => {
        const socket = connect(port, '127.0.0.1');
        let heard = '';
        const end = () => {
          socket.destroy();
          resolve(heard);
        };
        const timer = setTimeout(end, ms);
        socket.on('data', piece => {
          heard += piece.toString('latin1');
        });
        socket.on('error', () => undefined);
        socket.on('close', () => {
          clearTimeout(timer);
          end();
        });
        socket.write(bytes);
      }),
    hangUpAfter: (bytes, ms, drip) =>
      new Promise(resolve => {
        const began = performance.now();
        const socket = connect(port, '127.0.0.1');
        const dripping = setInterval(() => drip && socket.write(drip), 100);
        const timer = setTimeout(() => end(null), ms);
        const end = (after: number | null) => {
          clearInterval(dripping);
          clearTimeout(timer);
          socket.destroy();
          resolve(after);
        };
        socket.on('data', () => undefined);
        socket.on('error', () => undefined);
        socket.on('close', () => end(performance.now() - began));
        socket.write(bytes);
      }),
    close: async () => {
      await app.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
