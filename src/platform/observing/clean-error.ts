/** What of an error may stand in a log. */
export type CleanError = {
  type: string;
  message: string;
  code?: string;
  table?: string;
  constraint?: string;
  /** Where it was thrown: the frames alone, the message is not repeated. */
  stack?: string;
  cause?: CleanError;
};

// What these say is about the program: names of variables, not what somebody wrote.
const OF_THE_PROGRAM = new Set(['TypeError', 'ReferenceError', 'RangeError', 'AssertionError']);

/**
 * An error without what people wrote: a database quotes the row that it refuses (`Key (login)=(…)`, `detail`, `where`), a parser
 * the text that it stumbled over. Quoted pieces and values in brackets are cut out of the message; the driver's other fields
 * are left behind.
 */
export function cleanError(error: unknown, depth = 0): CleanError {
  if (!(error instanceof Error)) return { type: typeof error, message: '' };
  const { code, table, constraint } = error as Error & Record<'code' | 'table' | 'constraint', unknown>;
  const frames = error.stack?.split('\n').filter(line => /^\s+at /.test(line));
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  return {
    type: error.name,
    message: OF_THE_PROGRAM.has(error.name) ? error.message.slice(0, 300) : withoutQuotes(error.message),
    ...defined({ code: text(code), table: text(table), constraint: text(constraint), stack: frames?.join('\n') }),
    ...(error.cause !== undefined && depth < 3 && { cause: cleanError(error.cause, depth + 1) }),
  };
}

const withoutQuotes = (message: string): string =>
  message
    .split('\n')[0]!
    .slice(0, 300)
    .replace(/=\([^)]*\)?/g, '=(…)')
    .replace(/(["'`“«])[^"'`”»]*(["'`”»]|$)/g, '$1…$2');

const defined = <T extends Record<string, unknown>>(fields: T): Partial<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== '')) as Partial<T>;
