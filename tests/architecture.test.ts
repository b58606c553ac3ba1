import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

// The walls of the house, in one place. A room may use the rooms named beside it, and its own.
const ROOMS: Record<string, string[]> = {
  kernel: [],
  locales: [],
  compiler: ['kernel'],
  platform: ['kernel', 'locales'],
  subjects: ['kernel', 'locales', 'compiler', 'platform'],
  web: ['kernel', 'locales', 'compiler', 'subjects'],
  cli: ['kernel', 'locales', 'compiler', 'platform', 'subjects'],
};

// A subject may use the ones before it.
const SUBJECTS = [
  'org',
  'identity',
  'indicators',
  'tasks',
  'plans',
  'reporting',
  'analysis',
  'exchange',
  'overview',
  'audit',
  'demonstration',
];
// What other subjects may see of one; its store is its own. The others write for a later subject, inside its operation:
// a plan becomes tasks (adopt), a task's targets and the values reported for them; accepted figures settle targets and turn the
// lights of their tasks (turn-lights, follow-acceptance); a reform of the tree places units and their sums in one deed (place-unit), and
// passes on what waits on a closed one (hand-over); cells that come from elsewhere pass the same stages as a person's (bring-in);
// whatever takes an administrator away leaves another (keep-administrator).
const SHARED_FILES =
  /^(schema|rules|policy|reads|operations|adopt|adopt-targets|record-values|turn-lights|follow-acceptance|place-unit|hand-over|bring-in|keep-administrator)(\/|$)/;
const WEB_SEES = /^(schema|rules|policy)(\/|$)/;

const root = resolve(import.meta.dirname, '..');
const src = join(root, 'src');

const filesBelow = (folder: string): string[] =>
  readdirSync(folder).flatMap(name => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return filesBelow(path);
    return /\.tsx?$/.test(name) ? [path] : [];
  });

type Import = { from: string; to: string; typeOnly: boolean };

const importsOf = (file: string): Import[] => {
  const text = readFileSync(file, 'utf8');
  const found = [...text.matchAll(/^(?:import|export)\s+(type\s+)?[^'"]*?from\s+['"](\.[^'"]+)['"]/gms)].map(match => ({
    typeOnly: match[1] !== undefined,
    path: match[2]!,
  }));
  const lazy = [...text.matchAll(/import\(\s*['"](\.[^'"]+)['"]/g)].map(match => ({
    typeOnly: false,
    path: match[1]!,
  }));
  return [...found, ...lazy].map(({ typeOnly, path }) => ({
    from: relative(src, file),
    to: relative(src, resolve(dirname(file), path)),
    typeOnly,
  }));
};

const files = filesBelow(src);
const imports = files.flatMap(importsOf).filter(({ to }) => !to.startsWith('..'));
const isTest = (path: string) => /\.test\.tsx?$/.test(path);
const roomOf = (path: string) => path.split('/')[0]!;

describe('the house', () => {
  it('has only rooms that are known', () => {
    const unknown = files.map(file => roomOf(relative(src, file))).filter(room => !(room in ROOMS));
    expect(unknown).toEqual([]);
  });

  it('imports only through open doors', () => {
    const broken = imports
      .filter(({ from }) => !isTest(from))
      .filter(({ from, to, typeOnly }) => {
        const [here, there] = [roomOf(from), roomOf(to)];
        if (here === there) return false;
        // The web knows the types of the registry and of the platform, never their code.
        if (here === 'web' && typeOnly) return there === 'cli';
        return !ROOMS[here]!.includes(there);
      })
      .map(({ from, to }) => `${from} must not import ${to}`);
    expect(broken).toEqual([]);
  });

  it('lets a subject use earlier subjects, and of those only what they show', () => {
    const broken = imports
      .filter(({ from, to }) => !isTest(from) && roomOf(from) === 'subjects' && roomOf(to) === 'subjects')
      .flatMap(({ from, to }) => {
        const [, here, ...hereRest] = from.split('/');
        const [, there, ...thereRest] = to.split('/');
        if (hereRest.length === 0 || here === there) return [];
        const order = SUBJECTS.indexOf(there!) - SUBJECTS.indexOf(here!);
        if (!SUBJECTS.includes(here!)) return [`${here} is not in the list of subjects`];
        if (thereRest.length === 0)
          return there === 'registry' && here === 'demonstration' ? [] : [`${from} imports ${to}`];
        if (order > 0) return [`${from} uses the later subject ${there}`];
        // The demonstration sets the scene: it may use the stores too.
        if (here !== 'demonstration' && !SHARED_FILES.test(thereRest.join('/'))) return [`${from} reaches into ${to}`];
        return [];
      });
    expect(broken).toEqual([]);
  });

  it('shows the web only shapes, rules and policy of a subject', () => {
    const broken = imports
      .filter(({ from, to, typeOnly }) => roomOf(from) === 'web' && roomOf(to) === 'subjects' && !typeOnly)
      .filter(({ to }) => !WEB_SEES.test(to.split('/').slice(2).join('/')))
      .map(({ from, to }) => `${from} must not import ${to}`);
    expect(broken).toEqual([]);
  });

  it('writes only through operations: no page and no command holds SQL', () => {
    const broken = files
      .map(file => relative(src, file))
      .filter(file => /^(web|compiler|kernel)\//.test(file) && !isTest(file))
      .filter(file => /from 'kysely'|from 'pg'/.test(readFileSync(join(src, file), 'utf8')));
    expect(broken).toEqual([]);
  });

  it('keeps rules pure: no clock, no chance, no database', () => {
    const broken = files
      .map(file => relative(src, file))
      .filter(file => /^subjects\/[^/]+\/rules(\.ts$|\/)/.test(file) && !isTest(file))
      .filter(file =>
        /new Date\(\)|Date\.now\(|Math\.random\(|from 'kysely'/.test(readFileSync(join(src, file), 'utf8')),
      );
    expect(broken).toEqual([]);
  });

  it('keeps files readable: none over 400 lines, no junk drawers', () => {
    const long = files
      .map(file => ({ file: relative(src, file), lines: readFileSync(file, 'utf8').split('\n').length }))
      .filter(({ lines }) => lines > 401)
      .map(({ file, lines }) => `${file} has ${lines} lines`);
    const drawers = files
      .map(file => relative(src, file))
      .filter(file => /(utils?|helpers?|common|manager|index)\.tsx?$/.test(file));
    expect([...long, ...drawers]).toEqual([]);
  });

  it('says the same things in both languages', () => {
    const folder = join(src, 'locales');
    const keys = (value: unknown, prefix = ''): string[] =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([key, inner]) => keys(inner, `${prefix}.${key.replace(/_(one|other)$/, '')}`))
        : [prefix];
    for (const name of readdirSync(join(folder, 'zh-CN'))) {
      const read = (language: string) => new Set(keys(JSON.parse(readFileSync(join(folder, language, name), 'utf8'))));
      expect({ name, keys: [...read('en')].sort() }).toEqual({ name, keys: [...read('zh-CN')].sort() });
    }
  });
});

describe('the schema', () => {
  const sql = readdirSync(join(root, 'migrations'))
    .sort()
    .map(name => readFileSync(join(root, 'migrations', name), 'utf8'))
    .join('\n')
    .replaceAll(/--.*/g, '');
  const tables = [...sql.matchAll(/create table (\w+) \((.*?)\n\);/gs)].map(([, name, body]) => ({
    name: name!,
    body: body!,
  }));

  it('starts every key with the tenant', () => {
    const broken = tables
      .filter(({ name }) => name !== 'tenants')
      .flatMap(({ name, body }) => [
        ...[...body.matchAll(/(?:primary key|unique|foreign key) \((\w+)/g)]
          .filter(match => match[1] !== 'tenant_id')
          .map(() => name),
        ...(/primary key \(tenant_id/.test(body) ? [] : [name]),
      ]);
    expect(broken).toEqual([]);
  });

  it('uses nothing that cannot be distributed', () => {
    expect(sql).not.toMatch(/create trigger|set null|set default|\bserial\b/i);
  });
});
