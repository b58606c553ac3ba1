import { isIP } from 'node:net';
import { resolve } from 'node:path';

/** How the text of a setting is understood. `read` answers undefined where the text is wrong; `allowed` names the sentence. */
export type Kind<T> = {
  read: (text: string) => T | undefined;
  /** Key below `settings:kinds`, the sentence that says what is right. */
  allowed: string;
  /** What fills that sentence. */
  values?: Record<string, unknown>;
};

export const text: Kind<string> = { read: value => value, allowed: 'text' };

export const wholeNumber = (least: number, most: number): Kind<number> => ({
  read: value => {
    const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
    return number >= least && number <= most ? number : undefined;
  },
  allowed: 'whole-number',
  values: { least, most },
});

export const choice = <const T extends string>(...choices: T[]): Kind<T> => ({
  read: value => choices.find(each => each === value),
  allowed: 'choice',
  values: { choices: choices.join(' / ') },
});

export const flag: Kind<boolean> = {
  read: value => ({ yes: true, no: false, true: true, false: false, '1': true, '0': false })[value.toLowerCase()],
  allowed: 'flag',
};

/** A path; relative ones start at the folder in which the program was started. */
export const path: Kind<string> = { read: value => resolve(value), allowed: 'path' };

export const address = (...schemes: string[]): Kind<string> => ({
  read: value => (URL.canParse(value) && schemes.includes(new URL(value).protocol.slice(0, -1)) ? value : undefined),
  allowed: 'address',
  values: { schemes: schemes.map(each => `${each}://`).join(' / ') },
});

/** An address as it is typed into a browser, without a path; its end has no slash. */
export const origin: Kind<string> = {
  read: value => {
    if (!URL.canParse(value)) return undefined;
    const { protocol, origin: found, pathname, search, hash } = new URL(value);
    return /^https?:$/.test(protocol) && pathname === '/' && !search && !hash ? found : undefined;
  },
  allowed: 'origin',
};

/** `10.0.0.5, 10.1.0.0/16, loopback`; in the end a list of addresses and of networks with the length of their prefix. */
export const networks: Kind<string[]> = {
  read: value => {
    const parts = value.split(/[\s,]+/).filter(part => part !== '');
    const list = parts.flatMap(part => (part === 'loopback' ? ['127.0.0.0/8', '::1'] : [part]));
    return list.every(isNetwork) ? list : undefined;
  },
  allowed: 'networks',
};

const isNetwork = (part: string): boolean => {
  const [host = '', length, ...more] = part.split('/');
  const version = isIP(host);
  if (!version || more.length > 0) return false;
  // A length of 0 would mean everybody.
  return length === undefined || (/^[1-9]\d{0,2}$/.test(length) && Number(length) <= (version === 4 ? 32 : 128));
};
