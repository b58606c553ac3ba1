import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { say } from '../../locales/say';
import { readConfigFile } from './config-file';
import type { Kind } from './kinds';

/** The headings under which settings are listed. */
export type Section = 'serving' | 'data' | 'database' | 'identity' | 'files' | 'backup' | 'logs' | 'monitoring';

/** One setting. Its sentence stands under `settings:docs.<name>` in both languages. */
export type Setting<T> = {
  name: string;
  section: Section;
  kind: Kind<T & {}>;
  /** What holds where nothing is set; null where nothing is a value of its own. */
  fallback: string | null;
  /** Never shown; its value may stand in a file of its own, named by `<name>_FILE`. */
  secret: boolean;
};

export type Table = Record<string, Setting<unknown>>;

export type Values<T extends Table> = { [Key in keyof T]: T[Key] extends Setting<infer Value> ? Value : never };

export const setting = <T>(section: Section, name: string, kind: Kind<T & {}>, fallback: string): Setting<T> => ({
  section,
  name,
  kind,
  fallback,
  secret: false,
});

export const optional = <T>(section: Section, name: string, kind: Kind<T & {}>): Setting<T | null> => ({
  ...(setting(section, name, kind, '') as Setting<T | null>),
  fallback: null,
});

export const secret = <T>(section: Section, name: string, kind: Kind<T & {}>): Setting<T | null> => ({
  ...optional(section, name, kind),
  secret: true,
});

/** Where a value comes from: the environment, a file (its path), or nowhere. */
export type Source = { kind: 'environment' | 'default' } | { kind: 'file'; path: string };

export type Reading<T extends Table> = {
  values: Values<T>;
  /** Every setting in the table's order, as it was written. */
  rows: { setting: Setting<unknown>; text: string | null; source: Source }[];
  /** The configuration file that was read; null where there is none. */
  file: string | null;
};

// Set by the program itself or read before the table is.
const BESIDE = new Set(['LUOSHI_HOME', 'LUOSHI_CONFIG', 'LUOSHI_TOKEN']);
// Kubernetes puts these into every container beside a service named «luoshi…».
const OF_KUBERNETES = /^LUOSHI(_\w+)?_(SERVICE_(HOST|PORT)|PORT)(_\w+)?$/;
const DEFAULT_FILE = 'luoshi.conf';

/**
 * Reads every setting of `table`: the environment first, then the configuration file, then the default. Throws one Error whose
 * message has a line for everything that is wrong: which setting, its value, where it stands and what is allowed.
 */
export function readTable<T extends Table>(table: T, environment: NodeJS.ProcessEnv, language: string): Reading<T> {
  const wrong: string[] = [];
  const complain = (key: string, values: Record<string, unknown>) =>
    wrong.push(say(language, `settings:${key}`, values));
  const named = environment.LUOSHI_CONFIG;
  const file = resolve(named || DEFAULT_FILE);
  const lines = readConfigFile(file, named ? 'must-be-there' : 'may-be-missing', complain);

  const known = new Map(Object.values(table).flatMap(each => namesOf(each).map(name => [name, each] as const)));
  for (const name of Object.keys(environment))
    if (name.startsWith('LUOSHI_') && !known.has(name) && !BESIDE.has(name) && !OF_KUBERNETES.test(name))
      complain('unknown', { name, source: say(language, 'settings:sources.environment') });
  for (const name of lines?.keys() ?? []) if (!known.has(name)) complain('unknown', { name, source: file });

  const textOf = (each: Setting<unknown>): { text: string | null; source: Source } => {
    const places: [(name: string) => string | undefined, Source][] = [
      [name => environment[name], { kind: 'environment' }],
      [name => lines?.get(name), { kind: 'file', path: file }],
    ];
    for (const [look, source] of places) {
      const text = look(each.name);
      if (text) return { text, source };
      const apart = each.secret ? look(`${each.name}_FILE`) : undefined;
      if (!apart) continue;
      try {
        return { text: readFileSync(apart, 'utf8').trim(), source: { kind: 'file', path: apart } };
      } catch (error) {
        complain('unreadable', { file: apart, reason: (error as NodeJS.ErrnoException).code });
      }
    }
    return { text: each.fallback, source: { kind: 'default' } };
  };

  const values: Record<string, unknown> = {};
  const rows: Reading<T>['rows'] = [];
  for (const [key, each] of Object.entries(table)) {
    const { text, source } = textOf(each);
    const value = text === null ? null : each.kind.read(text);
    if (value === undefined)
      complain('wrong', {
        name: each.name,
        value: each.secret ? MASK : text,
        source: sourceIn(language, source),
        allowed: say(language, `settings:kinds.${each.kind.allowed}`, each.kind.values),
      });
    values[key] = value;
    rows.push({ setting: each, text, source });
  }
  if (wrong.length > 0) throw new Error(wrong.join('\n'));
  return { values: values as Values<T>, rows, file: lines ? file : null };
}

/** What stands in the place of a secret. */
export const MASK = '******';

export const sourceIn = (language: string, source: Source): string =>
  source.kind === 'file' ? source.path : say(language, `settings:sources.${source.kind}`);

const namesOf = ({ name, secret: isSecret }: Setting<unknown>): string[] =>
  isSecret ? [name, `${name}_FILE`] : [name];
