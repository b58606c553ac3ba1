import { type ChildProcess, spawn } from 'node:child_process';
import type { RunAs } from './run-as';
import { commandAs } from './run-as';

// The guardian stands between Node and PostgreSQL. It holds one end of a pipe; when the other end closes (ordered stop,
// exit, crash or SIGKILL of Node alike) it asks PostgreSQL for a fast stop, and after 20 s for an immediate one.
// It keeps its own session, so that Ctrl-C in the terminal reaches Node only, and the order of stopping is Node's.
// A shell is 1 MB where a second Node would be 40. While the guardian ($$) lives, its ward's id belongs to nobody else.
const guardianScript = `
exec 3<&0 </dev/null
"$@" 3<&- >&2 & ward=$!
trap '' TERM INT HUP
echo $ward
{
  read -r _ <&3
  kill -INT $ward
  trap 'kill -9 $nap; wait $nap; exit' USR1
  sleep 20 & nap=$!
  wait $nap
  kill -0 $$ && kill -QUIT $ward
} >/dev/null 2>&1 & watcher=$!
exec 3<&- >&-
wait $ward; code=$?
kill -USR1 $watcher 2>/dev/null
wait $watcher 2>/dev/null
exit $code`;

// Windows has no such shell there; Node does the same.
const guardianProgram = `
const { spawn, spawnSync } = require('node:child_process');
const [command, ...args] = process.argv.slice(1);
const ward = spawn(command, args, { stdio: ['ignore', 2, 2], windowsHide: true });
console.log(ward.pid);
ward.on('exit', code => process.exit(code ?? 1));
process.stdin.resume().on('end', () => {
  const folder = args[args.indexOf('-D') + 1];
  spawnSync(command.replace(/postgres\\.exe$/, 'pg_ctl.exe'), ['stop', '-m', 'fast', '-w', '-t', '20', '-D', folder], { stdio: 'ignore' });
});`;

/** A program that runs under guard. `pid` is the program's own; `ended` gives its exit code when it is gone. */
export type Ward = { pid: Promise<number>; ended: Promise<number>; release: () => void };

/** Runs a program that does not outlive this process. Its output goes to `logFd`; `release` asks it to stop. */
export function runGuarded(runAs: RunAs, cwd: string, program: string, args: string[], logFd: number): Ward {
  const { command, argv, ids } = commandAs(runAs, program, args);
  const [guard, guardArgs] =
    process.platform === 'win32'
      ? [process.execPath, ['-e', guardianProgram, command, ...argv]]
      : ['/bin/sh', ['-c', guardianScript, 'luoshi-guardian', command, ...argv]];
  const child: ChildProcess = spawn(guard, guardArgs, {
    cwd,
    detached: process.platform !== 'win32',
    stdio: ['pipe', 'pipe', logFd],
    env: { ...process.env, LC_ALL: undefined, LC_MESSAGES: 'C', PGDATA: undefined },
    windowsHide: true,
    ...ids,
  });
  // The other end may be gone before us.
  child.stdin?.on('error', () => undefined);
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', code => resolve(code ?? 1));
  });
  const pid = new Promise<number>((resolve, reject) => {
    child.stdout?.once('data', chunk => resolve(Number(String(chunk).trim())));
    ended.then(code => reject(new Error(`exit code ${code}`)), reject);
  });
  pid.catch(() => undefined);
  ended.catch(() => undefined);
  return { pid, ended, release: () => child.stdin?.end() };
}
