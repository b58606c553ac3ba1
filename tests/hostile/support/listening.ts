import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp } from '../../../src/platform/http/app';
import { operations, routes } from '../../../src/subjects/registry';
import type { TestApp } from '../../support/app';

export type Listening = {
  port: number;
  /** Sends bytes as they are, and gives all that comes back until the server closes. */
  say: (bytes: string | Uint8Array) => Promise<string>;
  /** Sends nothing after `bytes`, or the same few over and over; false where the server goes on waiting. */
  hangsUp: (bytes: string, drip?: string) => Promise<boolean>;
  close: () => Promise<void>;
};

// Many times the server's own patience.
const LONGEST_MS = 30_000;

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
    say: bytes =>
      new Promise(resolve => {
        const socket = connect(port, '127.0.0.1');
        let heard = '';
        const end = () => {
          socket.destroy();
          resolve(heard);
        };
        const timer = setTimeout(end, LONGEST_MS);
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
    hangsUp: (bytes, drip) =>
      new Promise(resolve => {
        const socket = connect(port, '127.0.0.1');
        const dripping = setInterval(() => drip && socket.write(drip), 100);
        const timer = setTimeout(() => end(false), LONGEST_MS);
        const end = (hungUp: boolean) => {
          clearInterval(dripping);
          clearTimeout(timer);
          socket.destroy();
          resolve(hungUp);
        };
        socket.on('data', () => undefined);
        socket.on('error', () => undefined);
        socket.on('close', () => end(true));
        socket.write(bytes);
      }),
    close: async () => {
      await app.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
