import { describe, expect, it } from 'vitest';
import { listAddresses } from './trusted-proxy';

describe('the addresses of the proxy', () => {
  it('takes single addresses and networks of both kinds, and an IPv4 address in IPv6 clothes', () => {
    const trusts = listAddresses(['10.0.0.5', '192.168.7.0/24', 'fd00::/8']);
    for (const address of ['10.0.0.5', '::ffff:10.0.0.5', '192.168.7.200', '::ffff:192.168.7.1', 'fd12::1'])
      expect([address, trusts(address)]).toEqual([address, true]);
    for (const address of [
      '10.0.0.6',
      '::ffff:10.0.0.6',
      '192.168.8.1',
      'fe80::1',
      '::1',
      'not an address',
      '',
      undefined,
    ])
      expect([address, trusts(address)]).toEqual([address, false]);
  });

  it('refuses what is no address, and a network of everybody', () => {
    for (const entry of ['proxy.example', '10.0.0.1/33', '10.0.0.0/', '10.0.0.0/8/8', '0.0.0.0/0', '::/0', ''])
      expect(() => listAddresses([entry])).toThrow(RangeError);
  });
});
