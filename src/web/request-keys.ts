import { ApiError } from './api-error';

/** Calls that are under way, or whose answer did not come: the key each was sent under, and how often it is under way. */
const open = new Map<string, { key: string; running: number }>();

// Not randomUUID: that is missing where a page came without TLS.
const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('');

const isLost = (error: unknown): boolean => !(error instanceof ApiError) || error.passing;

/**
 * Sends what a person does under a key, so that the server does it once. The same again after a broken line, or pressed twice, goes
 * out under the same key; but not when something else was done since, for then it is meant anew. `call`: the operation with its input.
 */
export async function underKey<Output>(call: string, send: (key: string) => Promise<Output>): Promise<Output> {
  const sent = open.get(call) ?? { key: newKey(), running: 0 };
  open.set(call, sent);
  sent.running += 1;
  try {
    const output = await send(sent.key);
    sent.running -= 1;
    open.delete(call);
    for (const [other, { running }] of open) if (running === 0) open.delete(other);
    return output;
  } catch (error) {
    sent.running -= 1;
    if (!isLost(error)) open.delete(call);
    throw error;
  }
}
