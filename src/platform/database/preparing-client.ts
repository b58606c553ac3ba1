import pg from 'pg';
import { type StatementListener, StatementWatch } from './statement-watch';

// Seen this often on one connection, a statement is worth keeping planned; so many are kept at most, they hold memory there.
const WORTH_PREPARING = 3;
const MOST_PREPARED = 200;

/**
 * A connection that keeps the plan of a statement that comes again and again: parsing and planning the ledger's query takes as
 * long as running it. Nothing changes for callers; statements that come once are sent as they are.
 */
export class PreparingClient extends pg.Client {
  readonly #seen = new Map<string, { count: number; name: string | null }>();
  readonly #watch: StatementWatch | null;
  #prepared = 0;

  constructor(config?: string | (pg.ClientConfig & { onStatement?: StatementListener })) {
    super(config);
    const listener = typeof config === 'object' ? config.onStatement : undefined;
    this.#watch = listener ? new StatementWatch(listener) : null;
  }

  // The driver's own method takes many shapes; the ones without parameters, names or streams pass through untouched.
  override query(...call: unknown[]): never {
    const [text, values, ...rest] = call;
    const name = typeof text === 'string' && Array.isArray(values) && values.length > 0 ? this.#nameOf(text) : null;
    const query = super.query as (...call: unknown[]) => never;
    const send = () => (name === null ? query.apply(this, call) : query.call(this, { name, text, values }, ...rest));
    return this.#watch ? this.#watch.follow(text, send) : send();
  }

  #nameOf(text: string): string | null {
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
