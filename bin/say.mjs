import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of this checkout. */
export const root = join(import.meta.dirname, '..');

const language = /^en/i.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '') ? 'en' : 'zh-CN';
let sentences;

/** A sentence of `locales/<language>/start.json`; these programs run before any library is there. */
export function sentence(key, values = {}) {
  sentences ??= JSON.parse(readFileSync(join(root, 'src/locales', language, 'start.json'), 'utf8'));
  return sentences[key].replace(/\{\{(\w+)\}\}/g, (_, name) => String(values[name]));
}

/** Tells on the error output, so that what a command prints stays clean. */
export const tell = (key, values) => process.stderr.write(`${sentence(key, values)}\n`);
