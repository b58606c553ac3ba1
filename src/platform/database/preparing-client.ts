import type { Socket } from 'node:net';
import { type RawBuilder, sql } from 'kysely';
import pg from 'pg';
import { type StatementListener, StatementWatch } from './statement-watch';

// Seen this often on one connection, a statement is worth keeping planned; so many are kept at most, they hold memory there.
const WORTH_PREPARING = 3;
const MOST_PREPARED = 200;

const EACH_TIME = '/* planned each time */';

/**
 * Put into a statement whose best plan depends on its values: it is never kept planned. After five runs PostgreSQL may settle on one plan
 * for all values, by an estimate; where a day says whether a hundred rows changed since or all, that plan is several times slower.
 */
export const plannedEachTime: RawBuilder<unknown> = sql.raw(EACH_TIME);

// As tenant.ts begins a transaction, and nothing else that begins with the same word.
const BEGIN =
  /^(?:\/\* [\w. -]+ \*\/ )?begin(?<reads> isolation level repeatable read read only)?(?:; set local app\.tenant = '\d+')?$/;
const DONE = { rows: [], fields: [], rowCount: null, command: '', oid: 0 };

/**
 * A connection that keeps the plan of a statement that comes again and again: parsing and planning the ledger's query takes as
 * long as running it. Statements that come once are sent as they are. And it spares the waits from which nothing is learned: a transaction
 * begins in one message with its first statement, and the end of one that has only read is not waited for.
 */
export class PreparingClient extends pg.Client {
  readonly #seen = new Map<string, { count: number; name: string | null }>();
  readonly #watch: StatementWatch | null;
  #prepared = 0;
  /** Not sent yet. */
  #begin: string | null = null;
  #reads = false;

  constructor(config?: string | (pg.ClientConfig & { onStatement?: StatementListener })) {
    super({ ...(typeof config === 'string' ? { connectionString: config } : config), pipeline: true });
    const listener = typeof config === 'object' ? config.onStatement : undefined;
    this.#watch = listener ? new StatementWatch(listener) : null;
  }

  override query(...call: unknown[]): never {
    const text = typeof call[0] === 'string' && typeof call.at(-1) !== 'function' ? call[0] : '';
    const begins = BEGIN.exec(text);
    if (begins) {
      this.#begin = text;
      this.#reads = begins.groups!.reads !== undefined;
      return Promise.resolve(DONE) as never;
    }
    const [begin, reads, ends] = [this.#begin, this.#reads, text === 'commit' || text === 'rollback'];
    this.#begin = null;
    if (ends) this.#reads = false;
    // Nothing was asked in between.
    if (begin !== null && ends) return Promise.resolve(DONE) as never;
    if (begin !== null) return this.#together(begin, call);
    if (!reads || text !== 'commit') return this.#send(...call);
    this.#sendUnawaited(text);
    return Promise.resolve(DONE) as never;
  }

  #together(begin: string, call: unknown[]): never {
    const { stream } = this.#connection;
    stream.cork();
    try {
      this.#sendUnawaited(begin);
      return this.#send(...call);
    } finally {
      stream.uncork();
    }
  }

  /** Where it fails, nobody may go on with this connection as if it had not. */
  #sendUnawaited(text: string): void {
    const sent: Promise<unknown> = this.#send(text);
    sent.catch(error => this.#connection.stream.destroy(error));
  }

  /** The driver's own, which its types do not name. */
  get #connection(): { stream: Socket } {
    return (this as unknown as { connection: { stream: Socket } }).connection;
  }

  // The driver's method takes many shapes; the ones without parameters, names or streams pass through untouched.
  #send(...call: unknown[]): never {
    const [text, values, ...rest] = call;
    const name = typeof text === 'string' && Array.isArray(values) && values.length > 0 ? this.#nameOf(text) : null;
    const query = super.query as (...call: unknown[]) => never;
    const send = () => (name === null ? query.apply(this, call) : query.call(this, { name, text, values }, ...rest));
    return this.#watch ? this.#watch.follow(text, send) : send();
  }

  #nameOf(text: string): string | null {
    if (text.includes(EACH_TIME)) return null;
    const known = this.#seen.get(text);
    if (known) {
      known.count += 1;
      if (known.name === null && known.count >= WORTH_PREPARING && this.#prepared < MOST_PREPARED) {
        this.#prepared += 1;
        known.name = `s${this.#prepared}`;
      }
      return known.name;
    }
    // Statements with lists of varying length are many; the map of those seen once must not grow without end.
    if (this.#seen.size >= 10 * MOST_PREPARED)
      for (const [key, { name }] of this.#seen) if (name === null) this.#seen.delete(key);
    this.#seen.set(text, { count: 1, name: null });
    return null;
  }
}
