import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const run = async (script: string): Promise<unknown> => {
  const args = ['--input-type=module', '--eval', script];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root });
  return JSON.parse(stdout);
};

/** What a built file loads, and what that loads in its turn. */
const graphOf = (file: string, seen = new Set<string>()): Set<string> => {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, path] of readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*["']([^"']+)["']/g)) {
    if (path!.startsWith('.')) graphOf(join(dirname(file), path!), seen);
    else seen.add(path!);
  }
  return seen;
};

describe('the compiler as a library (npm test builds it first)', () => {
  it('turns a text into its ledger', async () => {
    const script = `
      import { compile, textSource } from 'luoshi/compiler';
      const plan = compile(textSource('plan.txt', '一、抓好建设\\n1.新建站点。新建站点12个。（责任单位：市建设局）'));
      const [item] = plan.nodes.filter(node => node.kind === 'item');
      console.log(JSON.stringify({ format: plan.format, number: item.number, bodies: plan.organizations.length }));`;
    expect(await run(script)).toEqual({ format: 'plan/1', number: '1.', bodies: 1 });
  });

  it('needs nothing of Node and no package: it runs in a browser', () => {
    const loaded = [...graphOf(join(root, 'dist/server/compiler.js'))].filter(path => !path.startsWith(root));
    expect(loaded).toEqual([]);
  });

  it('reads a document with its readers', async () => {
    const script = `
      import { readFileSync } from 'node:fs';
      import { compile } from 'luoshi/compiler';
      import { readDocument } from 'luoshi/readers';
      const plan = compile(await readDocument(readFileSync('examples/yunchuan-2026.docx'), 'yunchuan-2026.docx'));
      console.log(JSON.stringify(plan.nodes.filter(node => node.kind === 'item').length));`;
    expect(await run(script)).toBe(50);
  });
});
