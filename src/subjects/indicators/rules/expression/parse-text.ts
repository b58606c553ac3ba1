import { parseExpressionAt, type Expression as Syntax } from 'acorn';
import { limits } from './expression';
import type { ReportFault } from './fault';

const foreign =
  /(?<text>["'`“”‘’][^"'`“”‘’]*["'`“”‘’]?)|(?<word>(?:(?![\w\uff00-\uffef])[\p{L}\p{M}\p{N}])+)|(?<mark>[^\w\s.,()+\-*/<>=!&|])/gu;
const operatorsInstead = new Map([
  ['=', '=='],
  ['===', '=='],
  ['=<', '<='],
  ['=>', '>='],
  ['<>', '!='],
  ['!==', '!='],
  ['&', '&&'],
  ['|', '||'],
]);
const marksInstead = new Map([
  ['×', '*'],
  ['÷', '/'],
  ['≤', '<='],
  ['≥', '>='],
  ['≠', '!='],
  ['＝', '=='],
  ['−', '-'],
  ['—', '-'],
  ['–', '-'],
  ['、', ','],
]);

/**
 * Looks for what no expression may hold before the parser sees it: characters of other languages, and nesting. The second
 * is no nicety: some 700 brackets make the parser use up the stack, and Node 20 then ends the process.
 */
const scan = (text: string, report: ReportFault): boolean => {
  let sound = true;
  const wrong: ReportFault = (code, at, values) => {
    sound = false;
    report(code, at, values);
  };
  for (const match of text.matchAll(foreign)) {
    const [found] = match;
    const at = { from: match.index, to: match.index + found.length };
    const instead = marksInstead.get(found) ?? found.normalize('NFKC');
    if (match.groups?.text !== undefined) wrong('text', at, {});
    else if (found === '%' || found === '％') wrong('percent', at, {});
    else if (instead !== found && /^[\w.,()+\-*/<>=!&|]+$/.test(instead))
      wrong('wide-character', at, { found, instead });
    else wrong('not-understood', at, { found: found.slice(0, 30) });
  }
  for (const { 0: found, index } of text.matchAll(/[=!<>&|]+/g)) {
    const instead = operatorsInstead.get(found);
    if (instead) wrong('operator-instead', { from: index, to: index + found.length }, { found, instead });
  }
  let open = 0;
  let signs = 0;
  for (const { 0: mark, index } of text.matchAll(/\S/g)) {
    if (mark === '(') open += 1;
    if (mark === ')') open -= 1;
    signs = mark === '!' || mark === '-' || mark === '+' ? signs + 1 : 0;
    if (Math.max(open, signs) <= limits.nesting) continue;
    wrong('too-deep', { from: index, to: index + 1 }, { most: limits.nesting });
    break;
  }
  return sound;
};

const tokenAt = (text: string, from: number) => {
  const [found = ''] = /^(?:\w+|[=!<>&|]+|.)/su.exec(text.slice(from)) ?? [];
  return { at: { from, to: from + found.length }, found: found.slice(0, 30) };
};

/** The text as a tree with places, or null when it cannot be read as one; whether each node is allowed is asked later. */
export const parseText = (text: string, report: ReportFault): Syntax | null => {
  const end = text.trimEnd().length;
  if (end === 0) report('empty', { from: 0, to: text.length }, {});
  else if (text.length > limits.characters)
    report('too-long', { from: limits.characters, to: text.length }, { most: limits.characters });
  if (end === 0 || text.length > limits.characters || !scan(text, report)) return null;

  const comments: number[] = [];
  const unexpected = (from: number) => {
    const { at, found } = tokenAt(text, from);
    if (from >= end) report('unfinished', { from: end, to: end + 1 }, {});
    else report('unexpected', at, { found });
    return null;
  };
  try {
    // The oldest grammar has the least that has to be refused afterwards.
    const options = { ecmaVersion: 5, preserveParens: true } as const;
    const onComment = (_block: boolean, _text: string, from: number, to: number) => {
      comments.push(from);
      report('comment', { from, to }, {});
    };
    const syntax = parseExpressionAt(text, 0, { ...options, onComment });
    const rest = text.slice(syntax.end).search(/\S/);
    if (comments.length > 0) return null;
    return rest === -1 ? syntax : unexpected(syntax.end + rest);
  } catch (error) {
    if (!(error instanceof SyntaxError && 'pos' in error)) throw error;
    return comments.length > 0 ? null : unexpected(Number(error.pos));
  }
};
