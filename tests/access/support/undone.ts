import type pg from 'pg';

/**
 * Lets every call begin from the same state: one connection in one transaction that never ends, in which the transactions of the
 * server become savepoints. `undo` takes back whatever was done since the last time.
 */
export function undoable(pool: pg.Pool): { begin: () => Promise<void>; undo: () => Promise<void> } {
  let asIs: ((text: string) => Promise<unknown>) | null = null;
  let begun = false;
  pool.on('connect', client => {
    const query = client.query.bind(client) as (...call: unknown[]) => Promise<unknown>;
    asIs = text => query(text);
    client.query = ((text: unknown, ...rest: unknown[]) =>
      query(begun && typeof text === 'string' ? nested(text) : text, ...rest)) as typeof client.query;
  });
  return {
    begin: async () => {
      const client = await pool.connect();
      await asIs!('begin; savepoint cell');
      begun = true;
      client.release();
    },
    undo: async () => {
      await asIs!('rollback to savepoint cell');
    },
  };
}

const BEGIN = /^(\/\*.*?\*\/\s*)?begin\b[^;]*/is;

/** The server's transaction inside ours. */
const nested = (text: string): string => {
  // A remark may stand in front, for whoever watches the statements.
  if (BEGIN.test(text)) return text.replace(BEGIN, 'savepoint call');
  if (/^commit$/i.test(text)) return 'release savepoint call';
  if (/^rollback$/i.test(text)) return 'rollback to savepoint call; release savepoint call';
  return text;
};
