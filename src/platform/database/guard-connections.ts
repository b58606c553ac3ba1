import type { Socket } from 'node:net';
import type pg from 'pg';

/**
 * Keeps the process alive when connections break, and keeps requests from waiting for a database that has stopped answering:
 * a connection on which nothing is heard for `silentMs` is cut, and what waited on it fails with ETIMEDOUT.
 */
export function guardConnections(pool: pg.Pool, silentMs: number): void {
  // Idle in the pool: replaced at the next use. Without a listener it would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', client => {
    // In somebody's hands: their statement fails and tells them; the second telling, as an event, has no other listener.
    client.on('error', () => undefined);
    const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
    stream.setTimeout(silentMs, () =>
      stream.destroy(Object.assign(new Error('the database does not answer'), { code: 'ETIMEDOUT' })),
    );
  });
}
