import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { analyse } from 'scslre';
import { parseSync } from 'vite';
import { describe, expect, it } from 'vitest';

const compiler = join(import.meta.dirname, '..');

const files = readdirSync(compiler, { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.startsWith('spec'))
  .map(file => join(compiler, file));

type Literal = { regex: { pattern: string; flags: string } };

/** Every regular expression that stands in a file. */
const literalsOf = (file: string): Literal['regex'][] => {
  const found: Literal['regex'][] = [];
  const { program } = parseSync(file, readFileSync(file, 'utf8'));
  JSON.stringify(program, (_, value: unknown) => {
    if (typeof value === 'bigint') return String(value);
    if (value && typeof value === 'object' && 'regex' in value && value.regex) found.push((value as Literal).regex);
    return value;
  });
  return found;
};

/** Those that are put together from parts while the compiler is loaded. */
const madeOf = async (): Promise<RegExp[]> => {
  const made: RegExp[] = [];
  const Plain = globalThis.RegExp;
  globalThis.RegExp = new Proxy(Plain, {
    construct: (target, [pattern, flags], newTarget) => {
      const one = Reflect.construct(target, [pattern, flags], newTarget) as RegExp;
      made.push(one);
      return one;
    },
  });
  try {
    await import('../compile');
  } finally {
    globalThis.RegExp = Plain;
  }
  return made;
};

/** How a text could be written on which the expression needs more time than the text is long. */
const slownessOf = (pattern: string, flags: string): string[] =>
  analyse(new RegExp(pattern, flags)).reports.map(({ type, exponential, character }) => {
    const growth = exponential ? 'exponential' : 'polynomial';
    return `/${pattern}/${flags}: ${growth} (${type}) in “${character.pick}”`;
  });

describe('the regular expressions of the compiler', () => {
  it.each(files.map(file => relative(compiler, file)))('%s has none that is slower than linear', file => {
    expect(literalsOf(join(compiler, file)).flatMap(({ pattern, flags }) => slownessOf(pattern, flags))).toEqual([]);
  });

  it('put together from parts are not slower either', async () => {
    expect((await madeOf()).flatMap(({ source, flags }) => slownessOf(source, flags))).toEqual([]);
  });
});
