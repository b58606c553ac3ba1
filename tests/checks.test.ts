import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const run = (program: string, args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'node_modules', program), ...args], {
    cwd: root,
    encoding: 'utf8',
  });
  return { status, said: status === 0 ? '' : `${stdout}${stderr}`.slice(-4000) };
};

// A whole program takes its time where everything else is tested beside it.
describe('the whole tree', { timeout: 400_000 }, () => {
  it('has right types', () => {
    // Several checkers each learn the same types again: beside other tests that is twice the work, and no time won.
    const options = ['-p', 'tsconfig.json', '--noEmit', '--singleThreaded'];
    expect(run('typescript/bin/tsc', options)).toEqual({ status: 0, said: '' });
  });

  it('is formatted and free of lint errors', () => {
    expect(run('@biomejs/biome/bin/biome', ['check', '.'])).toEqual({ status: 0, said: '' });
  });
});
