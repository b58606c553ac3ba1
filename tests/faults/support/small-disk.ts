import { spawnSync } from 'node:child_process';
import { closeSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';

// A file system in memory, mounted for the server's process alone: nobody else sees it, and it goes with the process.
const script = (sizes: [folder: string, megabytes: number][]): string =>
  [
    ...sizes.map(([folder, size]) => `mkdir -p '${folder}' && mount -t tmpfs -o size=${size}m tmpfs '${folder}'`),
    'exec "$@"',
  ].join(' && ');

/** A command that gives its program small disks at some folders. */
export const withSmallDisks = (sizes: [folder: string, megabytes: number][]): string[] => [
  'unshare',
  '--mount',
  '/bin/sh',
  '-c',
  script(sizes),
  'sh',
];

/** Mounting needs root, or a system that lets everybody have a mount namespace. */
export const canMount = (): boolean =>
  process.platform === 'linux' &&
  spawnSync('unshare', ['--mount', '/bin/sh', '-c', 'mount -t tmpfs -o size=1m tmpfs /mnt'], { stdio: 'ignore' })
    .status === 0;

const MB = 1024 * 1024;

/** The disk at a folder as the process `pid` sees it. */
export function diskOf(pid: number, folder: string) {
  const seen = join(`/proc/${pid}/root`, folder);
  const ballast = join(seen, 'ballast');
  return {
    freeMb: (): number => {
      const { bavail, bsize } = statfsSync(seen);
      return (bavail * bsize) / MB;
    },
    /** Fills it until only so much is left; to the last byte where that is nothing. */
    fillUpTo: (leftMb: number): void => {
      const file = openSync(ballast, 'a');
      try {
        for (let size = MB; size >= 4096; ) {
          const { bavail, bsize } = statfsSync(seen);
          if (bavail * bsize - size < leftMb * MB) size /= 2;
          else writeSync(file, Buffer.alloc(size));
        }
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      } finally {
        closeSync(file);
      }
    },
    free: (): void => rmSync(ballast, { force: true }),
  };
}
