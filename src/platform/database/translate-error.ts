import { Refusal, type RefusalCode } from '../../kernel/refusal';

/** SQLSTATE → what it means to the caller: https://www.postgresql.org/docs/current/errcodes-appendix.html */
// «Not now» (connections, disks, two that wait for each other) is trouble.ts.
const MEANINGS: Readonly<Record<string, RefusalCode>> = {
  // A number, a date or a text that no column can hold.
  '22001': 'invalid-input',
  '22003': 'invalid-input',
  '22007': 'invalid-input',
  '22008': 'invalid-input',
  '22021': 'invalid-input',
  '22P02': 'invalid-input',
  '22P05': 'invalid-input',
  '23514': 'invalid-input',
  '54000': 'invalid-input',
  // What it points to is not there (any more), or something still points to it.
  '23503': 'not-found',
  '23505': 'already-exists',
};

/**
 * What the database refuses is the caller's news, not a bug: a Refusal where the error is one of those, else the error itself.
 * The name of a key that is taken is told; other words of the database are not, they speak of tables.
 */
export const translateError = (error: unknown): unknown => {
  if (!(error instanceof Error) || error instanceof Refusal) return error;
  const { code, detail } = error as { code?: unknown; detail?: string };
  const meaning = typeof code === 'string' ? MEANINGS[code] : undefined;
  if (!meaning) return error;
  if (meaning === 'already-exists')
    return new Refusal(meaning, { name: /=\(.*, (.*)\) /.exec(detail ?? '')?.[1] ?? '' });
  return new Refusal(meaning, meaning === 'invalid-input' ? { field: '', reason: '' } : {});
};
