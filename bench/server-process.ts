import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type ServerProcess = {
  address: string;
  /** From start to the printed address. */
  startMs: number;
  /** Data folder; keep it to start again on it. */
  dataDir: string;
  /** Memory of the server and all its children, proportional shares, in MB. */
  memoryMb: () => number;
  stop: (options?: { keepData?: boolean }) => Promise<void>;
};

/** `npm start` without npm, as a process of its own, on a free port and an empty (or given) data folder. */
export async function startServer(dataDir = mkdtempSync(join(tmpdir(), 'luoshi-bench-'))): Promise<ServerProcess> {
  const started = performance.now();
  const child = spawn(process.execPath, [join(import.meta.dirname, '../bin/start.mjs')], {
    env: { ...process.env, PORT: '0', LUOSHI_DATA: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const address = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.stdout.on('data', chunk => {
      text += chunk;
      const found = /https?:\/\/[^\s，。]+/.exec(text);
      if (found) resolve(found[0]);
    });
    child.on('exit', code => reject(new Error(`the server ended with ${code} before it was ready`)));
  });
  const startMs = performance.now() - started;
  return {
    address,
    startMs,
    dataDir,
    memoryMb: () => familyOf(child.pid!).reduce((sum, pid) => sum + proportionalKb(pid), 0) / 1024,
    stop: async ({ keepData = false } = {}) => {
      const ended = new Promise(resolve => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
      if (!keepData) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

const statOf = (pid: number): { parent: number } | null => {
  try {
    return { parent: Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1]) };
  } catch {
    return null;
  }
};

const familyOf = (root: number): number[] => {
  const pids = readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(Number);
  const family = new Set([root]);
  for (let grown = true; grown; ) {
    const size = family.size;
    for (const pid of pids) if (family.has(statOf(pid)?.parent ?? -1)) family.add(pid);
    grown = family.size > size;
  }
  return [...family];
};

// PSS: memory that several processes share (PostgreSQL's buffers) counts once in all.
const proportionalKb = (pid: number): number => {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
};
