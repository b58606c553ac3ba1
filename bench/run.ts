import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Figure } from './figure';

// `npm run bench -- NAME [--json]` runs bench/NAME.ts and prints its figures.
const args = process.argv.slice(2);
const json = args.includes('--json');
const name = args.find(argument => !argument.startsWith('--'));
const known = readdirSync(import.meta.dirname)
  .filter(file => file.endsWith('.ts') && !['run.ts', 'figure.ts', 'server-process.ts'].includes(file))
  .map(file => file.replace(/\.ts$/, ''));

if (!name || !existsSync(join(import.meta.dirname, `${name}.ts`)) || !known.includes(name)) {
  process.stderr.write(`npm run bench -- NAME [--json]; NAME is one of: ${known.join(', ')}\n`);
  process.exit(2);
}

const { bench } = (await import(`./${name}`)) as { bench: () => Promise<Figure[]> };
const figures = await bench();
const rounded = (value: number) => Number(value.toPrecision(4));
for (const figure of figures) {
  const { value, floor, ratio } = figure;
  const shown = { ...figure, value: rounded(value), floor: rounded(floor), ratio: rounded(ratio) };
  const line = `${shown.name}: ${shown.value} ${shown.unit} (floor ${shown.floor}, ratio ${shown.ratio})`;
  process.stdout.write(`${json ? JSON.stringify(shown) : line}\n`);
}
// A benchmark may leave a pool or a server open; its figures are printed, so nothing is lost.
process.exit(0);
