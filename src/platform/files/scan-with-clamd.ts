import { createReadStream } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { setTimeout as later } from 'node:timers';

/** Looks a file over. The name of what was found, null for a clean one; throws where there is no answer, `NoVerdict` where it is none. */
export type Scan = (path: string) => Promise<string | null>;

/**
 * The scanner is there and gives no verdict on this file: it is longer than it takes, or more than it can open. It may say so, or break
 * off in the middle of the file (then what it said is often lost with the connection).
 */
export class NoVerdict extends Error {}

export type ClamdOptions = {
  /** `host:port`, or the path of a unix socket. */
  address: string;
  /** So long may one file take. */
  timeoutMs?: number;
};

const CHUNK = 64 * 1024;

/**
 * ClamAV's own protocol, INSTREAM: the bytes go over the connection, so that the scanner may run on another machine and needs no
 * right to read our folder. (zINSTREAM\0, then length and bytes of each piece, then length 0; the answer ends with \0.)
 */
export const scanWithClamd =
  ({ address, timeoutMs = 60_000 }: ClamdOptions): Scan =>
  async path => {
    const socket = connectTo(address);
    let reached = false;
    let late = false;
    socket.once('connect', () => {
      reached = true;
    });
    const timer = later(() => {
      late = true;
      socket.destroy(new Error(`clamd: no answer in ${timeoutMs} ms`));
    }, timeoutMs);
    try {
      // It answers early where it will take no more; then writing fails, and its answer tells why.
      const [answer] = await Promise.all([answerOf(socket), send(socket, path).catch(() => undefined)]);
      const found = /^stream: (.+) FOUND$/.exec(answer);
      if (found) return found[1]!;
      if (answer === 'stream: OK') return null;
      throw new Error(`clamd: ${answer || 'no answer'}`);
    } catch (error) {
      if (reached && !late) throw new NoVerdict((error as Error).message);
      throw error;
    } finally {
      clearTimeout(timer);
      socket.destroy();
    }
  };

function connectTo(address: string): Socket {
  const tcp = /^(?:tcp:\/\/)?\[?([^/\]]+)\]?:(\d+)$/.exec(address);
  return tcp ? connect({ host: tcp[1]!, port: Number(tcp[2]) }) : connect({ path: address.replace(/^unix:/, '') });
}

async function send(socket: Socket, path: string): Promise<void> {
  await put(socket, Buffer.from('zINSTREAM\0'));
  for await (const bytes of createReadStream(path, { highWaterMark: CHUNK }) as AsyncIterable<Buffer>) {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    await put(socket, length);
    await put(socket, bytes);
  }
  await put(socket, Buffer.alloc(4));
}

const put = (socket: Socket, bytes: Buffer): Promise<void> =>
  new Promise((resolve, reject) => socket.write(bytes, error => (error ? reject(error) : resolve())));

const answerOf = (socket: Socket): Promise<string> =>
  new Promise((resolve, reject) => {
    let text = '';
    socket.setEncoding('utf8');
    socket.on('data', part => {
      text += part;
      const end = text.indexOf('\0');
      if (end >= 0) resolve(text.slice(0, end).trim());
      else if (text.length > 10_000) reject(new Error('clamd: too long an answer'));
    });
    socket.on('error', error => (text ? resolve(text.trim()) : reject(error)));
    socket.on('close', () => resolve(text.trim()));
  });
