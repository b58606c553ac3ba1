import { readFileSync } from 'node:fs';

/**
 * The lines `NAME=value` of a configuration file, the same that systemd and Docker read: `#` begins a line of remarks, the value
 * goes to the end of the line, quotes around all of it are taken off. Null where the file is not there and need not be.
 */
export function readConfigFile(
  path: string,
  missing: 'may-be-missing' | 'must-be-there',
  complain: (key: string, values: Record<string, unknown>) => void,
): Map<string, string> | null {
  const content = contentOf(path, missing, complain);
  if (content === null) return null;
  const found = new Map<string, string>();
  for (const [index, line] of content
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    if (/^\s*(#|$)/.test(line)) continue;
    const [, name, value] = /^\s*([A-Z][A-Z0-9_]*)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (name === undefined || value === undefined) complain('not-a-line', { file: path, line: index + 1 });
    else if (found.has(name)) complain('twice', { file: path, line: index + 1, name });
    else found.set(name, value.replace(/^(['"])(.*)\1$/, '$2'));
  }
  return found;
}

function contentOf(
  path: string,
  missing: 'may-be-missing' | 'must-be-there',
  complain: (key: string, values: Record<string, unknown>) => void,
): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' || missing === 'must-be-there') complain('unreadable', { file: path, reason: code });
    return null;
  }
}
