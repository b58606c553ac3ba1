import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scanWithClamd } from '../../src/platform/files/scan-with-clamd';
import { SIGNATURE_MARK } from './clamd';

const PLACES = ['/usr/sbin/clamd', '/usr/local/sbin/clamd', '/opt/homebrew/sbin/clamd'];

/** Where ClamAV's daemon is installed; null where it is not. */
export const clamdHere = (): string | null => PLACES.find(existsSync) ?? null;

export type RealClamd = {
  /** Of its unix socket, and of its port. */
  addresses: { socket: string; port: string };
  /** Answers no longer, and goes on: the process is held up, as on a machine that has no memory left. */
  hold: () => void;
  release: () => void;
  stop: () => Promise<void>;
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

const ended = (process: ChildProcess): Promise<void> =>
  new Promise(resolve =>
    process.exitCode === null && process.signalCode === null ? process.once('exit', () => resolve()) : resolve(),
  );

/**
 * ClamAV's daemon with signatures of our own: the hash of the EICAR test file, and `SIGNATURE_MARK` anywhere in a file. Takes up to
 * `mostMb` over its connection.
 */
export async function startRealClamd(program: string, mostMb: number): Promise<RealClamd> {
  const folder = await mkdtemp(join(tmpdir(), 'luoshi-clamd-'));
  const port = await freePort();
  const socket = join(folder, 'clamd.sock');
  await writeFile(join(folder, 'eicar.hdb'), '44d88612fea8a8f36de82e1278abb02f:68:Eicar-Test-Signature\n');
  await writeFile(join(folder, 'mark.ndb'), `Luoshi.Mark:0:*:${Buffer.from(SIGNATURE_MARK).toString('hex')}\n`);
  const settings = [
    ...['Foreground yes', `DatabaseDirectory ${folder}`, `LocalSocket ${socket}`],
    ...[`TCPSocket ${port}`, 'TCPAddr 127.0.0.1', `StreamMaxLength ${mostMb}M`],
  ];
  await writeFile(join(folder, 'clamd.conf'), `${settings.join('\n')}\n`);
  await writeFile(join(folder, 'nothing'), 'nothing');
  const clamd = spawn(program, ['-c', join(folder, 'clamd.conf')], { stdio: 'ignore' });
  const ready = scanWithClamd({ address: socket, timeoutMs: 5_000 });
  // It is there once it answers.
  while ((await ready(join(folder, 'nothing')).catch(() => 'away')) === 'away') {
    if (clamd.exitCode !== null) throw new Error(`clamd ended with ${clamd.exitCode}`);
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  return {
    addresses: { socket, port: `127.0.0.1:${port}` },
    hold: () => void clamd.kill('SIGSTOP'),
    release: () => void clamd.kill('SIGCONT'),
    stop: async () => {
      clamd.kill('SIGCONT');
      clamd.kill('SIGTERM');
      await ended(clamd);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
