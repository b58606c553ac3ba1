import { TOTP } from 'otpauth';
import { addressOf } from '../../src/platform/operation';
import type { SignInAnswer } from '../../src/subjects/identity/schema';
import type { Answer, TestApp } from './app';

export type Refused = { error: { code: string; message: string; detail: Record<string, unknown> } };

/** One browser: keeps its cookies like a real one, stands at one address. */
export type PersonAtBrowser = {
  cookies: Map<string, string>;
  read: <T = never>(name: string, input?: Record<string, string>) => Promise<Answer<T>>;
  write: <T = never>(name: string, input?: Record<string, unknown>) => Promise<Answer<T>>;
  signIn: (login: string, password: string) => Promise<Answer<SignInAnswer & Refused>>;
  /** Takes the browser along to another address. */
  moveTo: (address: string) => void;
};

/** What became of a request: `done`, or the code of its refusal. */
export const said = ({ status, body }: Answer<unknown>): string =>
  status === 200 ? 'done' : (body as Refused).error.code;

/** A fresh browser at the address `from`: nothing is known of it. */
export function sitDown({ app }: TestApp, from = '10.1.0.1', userAgent = 'Mozilla/5.0 Firefox/140.0'): PersonAtBrowser {
  const cookies = new Map<string, string>();
  let address = from;
  const call = async <T>(method: 'GET' | 'POST', url: string, payload?: object): Promise<Answer<T>> => {
    const response = await app.inject({
      method,
      url,
      ...(payload ? { payload } : {}),
      cookies: Object.fromEntries(cookies),
      remoteAddress: address,
      headers: { 'user-agent': userAgent },
    });
    for (const { name, value } of response.cookies) {
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    return { status: response.statusCode, body: response.body ? JSON.parse(response.body) : null };
  };
  const write = <T>(name: string, input: Record<string, unknown> = {}) => call<T>('POST', addressOf(name), input);
  return {
    cookies,
    read: (name, input = {}) => call('GET', `${addressOf(name)}?${new URLSearchParams(input)}`),
    write,
    moveTo: next => {
      address = next;
    },
    signIn: (login, password) => write('identity.signIn', { login, password }),
  };
}

/** What the app on the phone shows, `steps` of 30 s from now. */
export const phoneCode = (secret: string, steps = 0): string =>
  new TOTP({ secret }).generate({ timestamp: Date.now() + steps * 30_000 });
