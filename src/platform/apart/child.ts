import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { programFolder } from '../files/program-folder';
import type { Said } from './serve-parent';

/** What a process may take. */
export type Limits = {
  /** From source in the tests, by its name in the build otherwise. */
  program: { source: string; built: string };
  heapMb: number;
  /** What unpacks lies outside of the heap, which alone has a limit of its own: 800 bytes of a PDF can unpack to gigabytes. */
  memoryMb: number;
};

const MOST_CPU_SECONDS = 120;
const LOOK_EVERY_MS = 50;

const programOf = ({ source, built }: Limits['program']): string[] =>
  import.meta.url.endsWith('.ts')
    ? [fileURLToPath(new URL('./from-source.mjs', import.meta.url)), source]
    : [programFolder('dist', 'server', built)];

/**
 * Begins a process that reads documents: what a hostile one takes, it takes from a process that holds nothing else, neither other people's
 * requests nor the server's settings. The system itself ends it past its memory (data, as `ulimit` says, where the system knows that) and
 * past its time, even if this server is no more.
 */
export const startChild = async ({ program, heapMb, memoryMb }: Limits): Promise<ChildProcess> => {
  const node = [process.execPath, `--max-old-space-size=${heapMb}`, ...programOf(program)];
  const limits = `ulimit -c 0; ulimit -d ${memoryMb * 1024}; ulimit -t ${MOST_CPU_SECONDS}`;
  const [command, ...args] =
    process.platform === 'win32' ? node : ['/bin/sh', '-c', `{ ${limits}; } 2>/dev/null; exec "$0" "$@"`, ...node];
  const { PATH = '', TZ = '' } = process.env;
  const child = spawn(command!, args, {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
    env: { PATH, ...(TZ && { TZ }) },
  });
  // Its first word is that it has loaded; what a document may take is counted from there.
  await new Promise<void>(resolve => {
    for (const event of ['message', 'exit', 'error']) child.once(event, () => resolve());
  });
  child.on('error', () => undefined);
  // Waiting for nothing, it does not keep the server from ending.
  child.unref();
  child.channel?.unref();
  return child;
};

/** What a process holds of the machine's memory, in MB; null where the system does not tell. */
const memoryOf = (pid: number): number | null => {
  try {
    const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]);
    return (pages * 4096) / 2 ** 20;
  } catch {
    return null;
  }
};

/** Has one job done there; hears of its pieces as they come. Null where it took too long, too much or broke down: then the process is gone. */
export const askChild = <Answer>(
  child: ChildProcess,
  job: object,
  { memoryMb, longestMs }: Pick<Limits, 'memoryMb'> & { longestMs: number },
  onPiece: (piece: string) => void,
): Promise<Said<Answer> | null> =>
  new Promise(resolve => {
    child.channel?.ref();
    const end = (said: Said<Answer> | null): void => {
      clearTimeout(timer);
      clearInterval(watch);
      child.off('message', hear);
      child.off('exit', gone);
      child.off('error', gone);
      if (said === null) child.kill('SIGKILL');
      else child.channel?.unref();
      resolve(said);
    };
    const hear = (message: unknown): void => {
      if (typeof message === 'string') onPiece(message);
      else end(message as Said<Answer>);
    };
    const gone = (): void => end(null);
    const timer = setTimeout(gone, longestMs);
    // Where the system sets no limit of its own.
    const watch = setInterval(() => {
      if ((memoryOf(child.pid ?? 0) ?? 0) > memoryMb * 1.25) gone();
    }, LOOK_EVERY_MS);
    child.on('message', hear);
    child.once('exit', gone);
    child.once('error', gone);
    child.send(job, error => error && gone());
  });
