import { createHmac } from 'node:crypto';
import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** What became of a post: the status, or in a word why there is none. */
export type Answer = { delivered: boolean; answer: string };

const PATIENCE_MS = 10_000;

/** Addresses inside a network, at this machine, or of no single one: not reached unless the administrator names their network. */
const inside = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  inside.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of [
  // Also those that carry an address of the old kind within: compatible, translated, 6to4, Teredo.
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2001::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const)
  inside.addSubnet(network, prefix, 'ipv6');

const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** May this address be posted to? `allowed`: networks as in the setting, `10.1.0.0/16`. */
export const mayReach = (address: string, allowed: readonly string[]): boolean => {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  const plain = mapped ?? address;
  const named = new BlockList();
  for (const network of allowed) {
    const [host = '', prefix] = network.split('/');
    if (prefix) named.addSubnet(host, Number(prefix), familyOf(host));
    else named.addAddress(host, familyOf(host));
  }
  return named.check(plain, familyOf(plain)) || !inside.check(plain, familyOf(plain));
};

// Asked at the moment of connecting, so that a name cannot answer one thing to the check and another to the connection.
const guardedLookup =
  (allowed: readonly string[]): LookupFunction =>
  (host, options, done) => {
    lookup(host, { all: true }).then(
      found => {
        const reached = found.filter(({ address }) => mayReach(address, allowed));
        const [first] = reached;
        if (!first) return done(new Error('address-not-allowed'), '', 4);
        return options.all ? done(null, reached as LookupAddress[]) : done(null, first.address, first.family);
      },
      error => done(error as Error, '', 4),
    );
  };

export type Post = { url: string; secret: string; id: string; at: string; body: string };

/** Headers of Standard Webhooks 1.0: the receiver proves by them who sent it, and knows a repetition. */
export const signedHeaders = ({ secret, id, at, body }: Omit<Post, 'url'>): Record<string, string> => {
  const seconds = Math.floor(Date.parse(at) / 1000);
  const mac = createHmac('sha256', Buffer.from(secret, 'base64')).update(`${id}.${seconds}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': String(seconds), 'webhook-signature': `v1,${mac}` };
};

/** Posts one delivery. Never throws, follows no redirect, waits ten seconds. */
export async function postWebhook(post: Post, allowed: readonly string[], signal?: AbortSignal): Promise<Answer> {
  const url = new URL(post.url);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) && !mayReach(host, allowed)) return { delivered: false, answer: 'address-not-allowed' };
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  const limits = [AbortSignal.timeout(PATIENCE_MS), ...(signal ? [signal] : [])];
  return new Promise(resolve => {
    const sent = request(
      url,
      {
        method: 'POST',
        lookup: guardedLookup(allowed),
        signal: AbortSignal.any(limits),
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(post.body),
          'user-agent': 'luoshi',
          ...signedHeaders(post),
        },
      },
      answer => {
        // What is said beside the status is of no interest, however long.
        answer.destroy();
        const status = answer.statusCode ?? 0;
        resolve({ delivered: status >= 200 && status < 300, answer: String(status) });
      },
    );
    sent.on('error', error => {
      const { code, message } = error as NodeJS.ErrnoException;
      resolve({ delivered: false, answer: (code ?? message).slice(0, 100) });
    });
    sent.end(post.body);
  });
}
