import { say } from '../locales/say';
import { addressOf, type Operation } from '../platform/operation';

const isLoopback = (host: string) => /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(host);

const parametersOf = (input: Record<string, unknown>): string =>
  new URLSearchParams(
    Object.entries(input).flatMap(([name, value]) => [value].flat().map(one => [name, String(one)])),
  ).toString();

/** An operation at a server far away, with an access token. Throws a sentence where the server cannot be had or refuses. */
export async function callServer(
  server: string,
  token: string,
  operation: Pick<Operation, 'name' | 'kind'>,
  input: Record<string, unknown>,
  key?: string,
): Promise<unknown> {
  const base = URL.canParse(server) ? new URL(server) : null;
  // A token is not sent in the clear through a network.
  if (!base || !(base.protocol === 'https:' || (base.protocol === 'http:' && isLoopback(base.hostname))))
    throw new Error(say('zh-CN', 'cli:call.wrong-server', { server }));
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    ...(key !== undefined && { 'idempotency-key': key }),
  };
  const address = new URL(addressOf(operation.name), base);
  if (operation.kind === 'read') address.search = parametersOf(input);
  const reply = await fetch(
    address,
    operation.kind === 'read' ? { headers } : { method: 'POST', headers, body: JSON.stringify(input) },
  ).catch((error: Error) => {
    throw new Error(say('zh-CN', 'cli:call.no-answer', { server, reason: String(error.cause ?? error.message) }));
  });
  const body = (await reply.json().catch(() => null)) as { error?: { code: string; message: string } } | null;
  if (!reply.ok) throw new Error(`${body?.error?.message ?? reply.statusText} (${body?.error?.code ?? reply.status})`);
  return body;
}
