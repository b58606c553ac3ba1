import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readSettings, settingsTable } from '../../src/cli/settings';
import { createTestDatabase } from '../support/test-database';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const known = new Set(
  Object.values(settingsTable).flatMap(({ name, secret }) => (secret ? [name, `${name}_FILE`] : [name])),
);
const folder = mkdtempSync(join(tmpdir(), `luoshi-test-${process.pid}-`));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the files for a server', () => {
  it('copy only what is there', () => {
    const copied = [...read('deploy/Dockerfile').matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, names]) =>
      names!.split(' '),
    );
    expect(copied.length).toBeGreaterThan(8);
    expect(copied.filter(name => !existsSync(join(root, name)))).toEqual([]);
  });

  it('copy what the build takes in from beside the sources', () => {
    const [before = ''] = read('deploy/Dockerfile').split('RUN node bin/build.mjs');
    const copied = new Set([...before.matchAll(/^COPY (.+) \S+$/gm)].flatMap(([, names]) => names!.split(' ')));
    const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter(
      path => /\.tsx?$/.test(path) && !path.endsWith('.test.ts'),
    );
    const taken = sources.flatMap(path =>
      [...read(join('src', path)).matchAll(/(?:from |import\()'(\.[^'?]+)/g)].map(([, to]) =>
        relative(root, join(root, 'src', dirname(path), to!)),
      ),
    );
    const beside = [...new Set(taken.map(path => path.split('/')[0]!))].filter(name => name !== 'src');
    expect(beside).toContain('examples');
    expect(beside.filter(name => !copied.has(name))).toEqual([]);
  });

  it('set only settings that there are', () => {
    const docker = read('deploy/Dockerfile').match(/^ENV .*$/m)?.[0] ?? '';
    const names = [
      ...[...docker.matchAll(/(\w+)=/g)].map(match => match[1]!),
      ...[...read('deploy/compose.yaml').matchAll(/^ +#? ?((?:LUOSHI_|DATABASE_)\w+):/gm)].map(match => match[1]!),
      ...[...read('deploy/luoshi.service').matchAll(/ (LUOSHI_\w+)=/g)].map(match => match[1]!),
      ...[...read('deploy/luoshi.conf').matchAll(/^#?([A-Z_]+)=/gm)].map(match => match[1]!),
    ];
    expect(names.length).toBeGreaterThan(15);
    const beside = new Set(['NODE_ENV', 'LUOSHI_HOME', 'LUOSHI_CONFIG']);
    expect(names.filter(name => !known.has(name) && !beside.has(name))).toEqual([]);
    expect(readSettings({ LUOSHI_CONFIG: join(root, 'deploy/luoshi.conf') })).toMatchObject({
      log: 'info',
      trustProxy: ['127.0.0.0/8', '::1'],
    });
  });

  it('give running requests more time than the server itself takes', () => {
    const own = Number(settingsTable.stopSeconds.fallback);
    const given = (path: string, pattern: RegExp) => Number(pattern.exec(read(path))?.[1]);
    expect(given('deploy/luoshi.service', /^TimeoutStopSec=(\d+)$/m)).toBeGreaterThan(own);
    expect(given('deploy/compose.yaml', /^ {2}stop_grace_period: (\d+)s$/m)).toBeGreaterThan(own);
  });
});

describe('an installation without the tools of development', () => {
  // What `npm ci --omit=dev` leaves: the packages of the lock file that are not marked as for development.
  const layOut = () => {
    const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, { dev?: boolean }> };
    const kept = Object.entries(packages)
      .filter(
        ([path, { dev }]) => /^node_modules\/(@[^/]+\/)?[^/]+$/.test(path) && !dev && existsSync(join(root, path)),
      )
      .map(([path]) => path);
    for (const path of [...kept, 'dist', 'migrations', 'packs', 'examples', 'package.json']) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      symlinkSync(join(root, path), join(folder, path));
    }
  };

  it('starts and is ready', async () => {
    // The command line builds itself where it is not up to date.
    expect(spawnSync(process.execPath, [join(root, 'bin/luoshi.mjs'), 'help'], { stdio: 'ignore' }).status).toBe(0);
    layOut();
    expect(existsSync(join(folder, 'node_modules/vitest'))).toBe(false);
    const database = await createTestDatabase();
    const server = spawn(
      process.execPath,
      ['--preserve-symlinks', '--preserve-symlinks-main', join(folder, 'dist/server/main.js'), 'serve'],
      {
        cwd: tmpdir(),
        env: {
          NODE_ENV: 'production',
          LUOSHI_HOME: folder,
          LUOSHI_DATA: join(folder, 'data'),
          DATABASE_URL: database.url,
          PORT: '0',
          // Loaded only where it is asked for, so it has to be there as well.
          OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9',
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    let said = '';
    server.stdout.on('data', (chunk: Buffer) => (said += chunk));
    server.stderr.on('data', (chunk: Buffer) => (said += chunk));
    const ended = new Promise<number | null>(resolve => server.once('close', resolve));
    await expect.poll(() => said).toMatch(/http:\/\/127\.0\.0\.1:\d+/);
    const address = /http:\/\/[\d.:]+/.exec(said)![0];
    expect((await fetch(`${address}/readyz`)).status).toBe(200);
    const form = new FormData();
    form.append('file', new File(['# 工作要点\n\n一、加强食堂管理。检查覆盖率达到100%。'], '要点.md'));
    // In its own thread, from its own chunk.
    const compiled = await fetch(`${address}/api/compile`, { method: 'POST', body: form });
    expect(compiled.status).toBe(200);
    server.kill('SIGTERM');
    expect(await ended).toBe(0);
    await database.drop();
  });
});
