import { spawnSync } from 'node:child_process';

/**
 * Whom PostgreSQL runs as, since it refuses root: `self` where we are not root; `namespace` is root seen as nobody
 * special from inside a user namespace (the files stay root's); `user` is another user of the system.
 */
export type RunAs = { kind: 'self' } | { kind: 'namespace' } | { kind: 'user'; name: string; uid: number; gid: number };

/** What to spawn so that `program` runs as somebody. */
export function commandAs(
  runAs: RunAs,
  program: string,
  args: string[],
): { command: string; argv: string[]; ids: { uid?: number; gid?: number } } {
  if (runAs.kind === 'namespace') {
    const argv = ['--user', '--map-user=1000', '--map-group=1000', program, ...args];
    return { command: 'unshare', argv, ids: {} };
  }
  const ids = runAs.kind === 'user' ? { uid: runAs.uid, gid: runAs.gid } : {};
  return { command: program, argv: args, ids };
}

/** Whether somebody can run a program and write into a folder (either may be left out). */
export function canUse(runAs: RunAs, { program, folder }: { program?: string; folder?: string }): boolean {
  const script = '{ [ -z "$1" ] || [ -x "$1" ]; } && { [ -z "$2" ] || { [ -w "$2" ] && cd "$2"; }; }';
  const { command, argv, ids } = commandAs(runAs, '/bin/sh', ['-c', script, 'sh', program ?? '', folder ?? '']);
  return spawnSync(command, argv, { cwd: '/', stdio: 'ignore', ...ids }).status === 0;
}

/** The system's own user for the database, made where it is missing; `nobody` where users cannot be made. */
export function databaseUser(): RunAs & { kind: 'user' } {
  const name = 'luoshi';
  const known = lookUp(name);
  if (known) return known;
  for (const [command, args] of [
    ['useradd', ['--system', '--no-create-home', '--home-dir', '/nonexistent', '--shell', '/usr/sbin/nologin', name]],
    ['adduser', ['-S', '-D', '-H', '-s', '/sbin/nologin', name]],
  ] as const) {
    spawnSync(command, args, { stdio: 'ignore', env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` } });
    const made = lookUp(name);
    if (made) return made;
  }
  return lookUp('nobody') ?? { kind: 'user', name: 'nobody', uid: 65_534, gid: 65_534 };
}

/** A user by name or number. */
export function lookUp(user: string | number): (RunAs & { kind: 'user' }) | undefined {
  const ask = (flags: string): string =>
    spawnSync('id', [flags, '--', String(user)], { encoding: 'utf8' }).stdout?.trim() ?? '';
  const uid = ask('-u');
  return uid === '' ? undefined : { kind: 'user', name: ask('-un'), uid: Number(uid), gid: Number(ask('-g')) };
}
