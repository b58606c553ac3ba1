import { createHmac, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mayReach, postWebhook } from './post-webhook';
import { nextTry } from './rules/webhook-plan';

const secret = randomBytes(32).toString('base64');
const post = { secret, id: '7-1', at: '2026-09-28T02:00:00.000Z', body: '{"type":"period.closed"}' };
type Heard = { headers: Record<string, unknown>; body: string };

let status = 204;
const heard: Heard[] = [];
const server = createServer((request, response) => {
  let body = '';
  request.on('data', piece => {
    body += piece;
  });
  request.on('end', () => {
    heard.push({ headers: request.headers, body });
    response.writeHead(status, { location: 'http://127.0.0.1:1/elsewhere' }).end('x'.repeat(100_000));
  });
});
let url: string;

beforeAll(async () => {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
});
afterAll(() => server.close());

describe('a webhook', () => {
  it('is posted with a signature that the receiver can check', async () => {
    expect(await postWebhook({ ...post, url }, ['127.0.0.0/8'])).toEqual({ delivered: true, answer: '204' });
    const [{ headers, body }] = heard as [Heard];
    expect(body).toBe(post.body);
    const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
    const mac = createHmac('sha256', Buffer.from(secret, 'base64')).update(signed).digest('base64');
    expect(headers['webhook-signature']).toBe(`v1,${mac}`);
  });

  it('reaches nothing inside that the administrator has not named, whether by address or by name', async () => {
    expect(await postWebhook({ ...post, url }, [])).toEqual({ delivered: false, answer: 'address-not-allowed' });
    const byName = url.replace('127.0.0.1', 'localhost');
    expect(await postWebhook({ ...post, url: byName }, [])).toEqual({
      delivered: false,
      answer: 'address-not-allowed',
    });
    expect(heard).toHaveLength(1);
    for (const address of [
      '10.1.2.3',
      '172.20.0.1',
      '192.168.1.1',
      '169.254.169.254',
      '::1',
      'fd00::1',
      '::ffff:10.0.0.1',
      '::ffff:a00:1',
      '::7f00:1',
      '64:ff9b::a00:1',
      '64:ff9b:1::a00:1',
      '2002:7f00:1::',
      '2001:0:7f00:1::',
      'fec0::1',
      '100.64.0.1',
      '0.0.0.0',
      '255.255.255.255',
    ])
      expect([address, mayReach(address, [])]).toEqual([address, false]);
    // However an address is written.
    const port = new URL(url).port;
    for (const host of [
      '2130706433',
      '0x7f.1',
      '0177.0.0.1',
      '127.1',
      '[::ffff:127.0.0.1]',
      '[::1]',
      '①②⑦.0.0.1',
      'LOCALHOST.',
    ])
      expect([host, await postWebhook({ ...post, url: `http://${host}:${port}/hook` }, [])]).toEqual([
        host,
        { delivered: false, answer: expect.stringMatching(/^(address-not-allowed|ENOTFOUND|EAI_AGAIN)$/) },
      ]);
    expect(heard).toHaveLength(1);
    expect(mayReach('10.1.2.3', ['10.1.0.0/16'])).toBe(true);
    expect(mayReach('10.2.2.3', ['10.1.0.0/16'])).toBe(false);
    for (const address of ['8.8.8.8', '2400:3200::1']) expect(mayReach(address, [])).toBe(true);
  });

  it('follows no redirect, and an answer other than 2xx or none at all is told', async () => {
    status = 302;
    expect(await postWebhook({ ...post, url }, ['127.0.0.1'])).toEqual({ delivered: false, answer: '302' });
    expect(heard).toHaveLength(2);
    const closed = 'http://127.0.0.1:1/hook';
    expect(await postWebhook({ ...post, url: closed }, ['127.0.0.1'])).toEqual({
      delivered: false,
      answer: 'ECONNREFUSED',
    });
  });

  it('that failed is tried later and later, and given up in the end', () => {
    const waits = [1, 2, 3, 4, 5, 6, 7].map(attempts => Date.parse(nextTry(attempts, post.at)!) - Date.parse(post.at));
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(nextTry(8, post.at)).toBeNull();
  });
});
