import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { type ServerProcess, startServer } from './support/server-process';

let server: ServerProcess;
afterEach(() => server.close());

const BODY = JSON.stringify({ name: 'a.txt', text: '一、加强食堂管理。全市中小学食堂安全检查覆盖率达到100%。' });

/** Somebody on a slow line: the head and half of the body are there, the rest is still to come. */
async function halfARequest(): Promise<{ socket: Socket; finish: () => Promise<string> }> {
  const { port, hostname } = new URL(server.address);
  const socket = connect(Number(port), hostname);
  const bytes = Buffer.from(BODY);
  socket.write(
    `POST /api/compile HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${bytes.length}\r\n\r\n`,
  );
  socket.write(bytes.subarray(0, 20));
  // It has arrived when the server counts it; the question itself is the second one.
  await expect
    .poll(async () => (await fetch(`${server.address}/metrics`)).text())
    .toMatch(/^luoshi_requests_running 2$/m);
  return {
    socket,
    finish: async () => {
      socket.write(bytes.subarray(20));
      let answer = '';
      for await (const chunk of socket) answer += chunk;
      return answer;
    },
  };
}

it('finishes the request that it is at, takes no other, and ends', async () => {
  server = await startServer({ LUOSHI_LOG: 'info', LUOSHI_LOG_FORMAT: 'json' });
  const { finish } = await halfARequest();
  server.signal('SIGTERM');
  await expect.poll(() => server.said()).toContain('"msg":"stopping"');
  await expect(fetch(`${server.address}/healthz`)).rejects.toThrow();

  const answer = await finish();
  expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  expect(answer).toContain('食堂');
  expect(answer.toLowerCase()).toContain('connection: close');
  expect(await server.ended).toBe(0);
  const words = server.logged().map(line => line.msg);
  expect(words.indexOf('stopped')).toBeGreaterThan(words.lastIndexOf('request'));
  expect(words).not.toContain('connections cut off');
});

it('does not wait for ever for one that does not end', async () => {
  server = await startServer({ LUOSHI_STOP_SECONDS: '1', LUOSHI_LOG_FORMAT: 'json' });
  const { socket } = await halfARequest();
  socket.on('error', () => undefined);
  server.signal('SIGTERM');
  expect(await server.ended).toBe(0);
  expect(server.logged()).toContainEqual(expect.objectContaining({ msg: 'connections cut off', cut: 1 }));
});

it('ends at once when it is asked a second time', async () => {
  server = await startServer({ LUOSHI_STOP_SECONDS: '600' });
  const { socket } = await halfARequest();
  socket.on('error', () => undefined);
  server.signal('SIGTERM');
  // A terminal and npm both pass one Ctrl-C on: two within a moment are one.
  server.signal('SIGTERM');
  await sleep(1_500);
  server.signal('SIGTERM');
  expect(await server.ended).toBe(143);
});
