import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { scoreSet, sets } from './documents';
import { reportOf } from './report';

// `npm run eval`                 how well the compiler reads the annotated plans
// `npm run eval -- --detail`     and every fact that it missed or invented
// `npm run eval -- --write`      and writes eval/report.md, which is checked in: a figure that falls is seen in review
// `npm run eval -- TEXTS [ANNOTATIONS]`  the same for another folder of documents
const args = process.argv.slice(2);
const [texts, annotations = texts] = args.filter(argument => !argument.startsWith('--'));
const chosen = texts ? { [texts]: { texts: resolve(texts), annotations: resolve(annotations!) } } : sets;

for (const [name, set] of Object.entries(chosen)) {
  const scored = await scoreSet(set);
  if (scored.length === 0) {
    process.stdout.write(`${name}: left out, there is nothing at ${set.texts}\n\n`);
    continue;
  }
  if (args.includes('--detail')) {
    for (const { name: file, score } of scored)
      process.stdout.write([file, ...score.lines.map(line => `  ${line}`), ''].join('\n'));
  }
  process.stdout.write(`${name}\n\n${reportOf(scored)}\n`);
  if (args.includes('--write') && set === sets.own) {
    const head = '# How well the compiler reads the annotated plans\n\nWritten by `npm run eval -- --write`.\n\n';
    writeFileSync(join(import.meta.dirname, 'report.md'), head + reportOf(scored));
  }
}
