/** Which operation and which request a transaction belongs to. */
export type Purpose = { operation: string; requestId: string | null };

/** One statement that has ended. Its parameters are not here and must never be: they are what people wrote. */
export type Statement = {
  text: string;
  /** Milliseconds since 1970, with fractions. */
  startedAt: number;
  ms: number;
  failed: boolean;
  purpose: Purpose | null;
};

export type StatementListener = (statement: Statement) => void;

const SAFE = /^[\w.-]{1,64}$/;
const REMARK = /^\/\* ([\w.-]+)(?: ([\w.-]+))? \*\/ /;

/**
 * The remark with which a transaction begins, `tasks.sign 3f1c…`. It tells us (and whoever looks into the database's own list of
 * activity) on whose behalf its statements run, without a thread-local store in every request.
 */
export const remarkOf = ({ operation, requestId }: Purpose): string => {
  if (!SAFE.test(operation)) return '';
  return `/* ${operation}${requestId && SAFE.test(requestId) ? ` ${requestId}` : ''} */ `;
};

/** Follows the statements of one connection. */
export class StatementWatch {
  #purpose: Purpose | null = null;

  constructor(readonly listener: StatementListener) {}

  /** Runs `send` and tells how long its answer took. What answers otherwise than by a promise (a stream) is not followed. */
  follow<Result>(text: unknown, send: () => Result): Result {
    if (typeof text !== 'string') return send();
    const remark = text.startsWith('/* ') ? REMARK.exec(text) : null;
    if (remark) this.#purpose = { operation: remark[1]!, requestId: remark[2] ?? null };
    const purpose = this.#purpose;
    if (text === 'commit' || text === 'rollback') this.#purpose = null;
    const start = performance.now();
    const result = send();
    const end = (failed: boolean) =>
      this.listener({
        text,
        startedAt: performance.timeOrigin + start,
        ms: performance.now() - start,
        failed,
        purpose,
      });
    if (result instanceof Promise)
      result.then(
        () => end(false),
        () => end(true),
      );
    return result;
  }
}
