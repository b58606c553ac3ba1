import { BlockList, isIP } from 'node:net';

/** A reverse proxy that has already found out who somebody is (CAS, SAML) and says so in a header. */
export type TrustedProxy = {
  /** The header with the login, in small letters. */
  header: string;
  /** Is this the proxy's own address? */
  trusts: (address: string | undefined) => boolean;
};

/** Reads addresses and networks (`10.0.0.5`, `10.0.0.0/24`, `fd00::/8`). Throws the one that is none. */
export function listAddresses(entries: readonly string[]): (address: string | undefined) => boolean {
  const list = new BlockList();
  for (const entry of entries) {
    const [address = '', bits, ...rest] = entry.split('/');
    const version = isIP(address);
    const most = version === 6 ? 128 : 32;
    if (version === 0 || rest.length > 0 || (bits !== undefined && !/^\d{1,3}$/.test(bits)))
      throw new RangeError(entry);
    // /0 would trust everybody.
    const length = bits === undefined ? most : Number(bits);
    if (length < 1 || length > most) throw new RangeError(entry);
    list.addSubnet(address, length, version === 6 ? 'ipv6' : 'ipv4');
  }
  return address => {
    const version = address === undefined ? 0 : isIP(address);
    return version !== 0 && list.check(address!, version === 6 ? 'ipv6' : 'ipv4');
  };
}
