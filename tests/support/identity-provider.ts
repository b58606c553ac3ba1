import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

/** Somebody whom the provider knows. `groups` and everything else may change between two sign-ins. */
export type Person = {
  sub: string;
  preferred_username: string;
  name: string;
  groups?: string[];
  email?: string;
  email_verified?: boolean;
  /** How the provider made sure: what stands in `amr`. */
  amr?: string[];
};

export type IdentityProvider = {
  issuer: string;
  clientSecret: string;
  people: Map<string, Person>;
  /** Makes one client known, with the callbacks of the server under test. */
  register: (clientId: string, origin: string, ...providerNames: string[]) => void;
  close: () => Promise<void>;
};

const form = (uid: string) => `<!doctype html><html lang="zh-CN"><title>统一身份认证</title>
<h1>统一身份认证</h1><form method="post" action="/login/${uid}">
<label>账号 <input name="login" autocomplete="username"></label>
<label>密码 <input name="password" type="password" autocomplete="current-password"></label>
<button>登录</button></form></html>`;

/** A real OpenID Connect provider (oidc-provider) on a loopback port: its sign-in form takes any password of a known person. */
export async function startIdentityProvider(people: Person[] = []): Promise<IdentityProvider> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const known = new Map(people.map(person => [person.preferred_username, person]));
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const signingKey = { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kty: 'RSA' } as const;
  const clientSecret = 'a-secret-between-the-two-of-them';

  const register = (clientId: string, origin: string, ...providerNames: string[]) => {
    const provider = new Provider(issuer, {
      clients: [
        {
          client_id: clientId,
          client_secret: clientSecret,
          redirect_uris: providerNames.map(name => `${origin}/auth/oidc/${name}/callback`),
          post_logout_redirect_uris: [`${origin}/sign-in`],
        },
      ],
      claims: { openid: ['sub', 'amr'], profile: ['preferred_username', 'name', 'groups', 'email', 'email_verified'] },
      jwks: { keys: [signingKey] },
      ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 600 },
      cookies: { keys: ['only for tests'] },
      features: { devInteractions: { enabled: false } },
      pkce: { required: () => true },
      interactions: { url: (_ctx, { uid }) => `/login/${uid}` },
      findAccount: (_ctx, id) => {
        const person = [...known.values()].find(({ sub }) => sub === id);
        if (!person) return undefined;
        const { amr: _, ...claims } = person;
        return { accountId: id, claims: async () => claims };
      },
      // Nobody is asked whether the office may know who they are.
      loadExistingGrant: async ctx => {
        const { provider: own, client, session } = ctx.oidc;
        const grant = new own.Grant({ clientId: client!.clientId, accountId: session!.accountId! });
        grant.addOIDCScope('openid profile');
        await grant.save();
        return grant;
      },
    });
    provider.use(async (ctx, next) => {
      const uid = /^\/login\/([\w-]+)$/.exec(ctx.path)?.[1];
      if (!uid) return next();
      if (ctx.method === 'GET') {
        ctx.type = 'html';
        ctx.body = form(uid);
        return undefined;
      }
      const chunks: Buffer[] = [];
      for await (const chunk of ctx.req) chunks.push(chunk as Buffer);
      const person = known.get(new URLSearchParams(Buffer.concat(chunks).toString()).get('login') ?? '');
      const result = person
        ? { login: { accountId: person.sub, amr: person.amr ?? ['pwd'] } }
        : { error: 'access_denied', error_description: 'unknown here' };
      ctx.respond = false;
      return provider.interactionFinished(ctx.req, ctx.res, result);
    });
    server.removeAllListeners('request');
    server.on('request', provider.callback());
  };
  return {
    issuer,
    clientSecret,
    people: known,
    register,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Goes through the provider's pages like a browser, up to the way back: returns the callback's address. */
export async function signInAtProvider(address: string, login: string): Promise<string> {
  const cookies = new Map<string, string>();
  const issuer = new URL(address).origin;
  const go = async (target: string, body?: URLSearchParams): Promise<string> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const reply = await fetch(target, { method: body ? 'POST' : 'GET', body, headers: { cookie }, redirect: 'manual' });
    for (const line of reply.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      if (value) cookies.set(name!, value);
      else cookies.delete(name!);
    }
    const location = reply.headers.get('location');
    if (!location) throw new Error(`${target} answers ${reply.status}: ${(await reply.text()).slice(0, 300)}`);
    return new URL(location, target).href;
  };
  let next = await go(address);
  // Signed in already at the provider: no form is shown.
  if (next.includes('/login/')) next = await go(next, new URLSearchParams({ login, password: 'any' }));
  for (let hops = 0; new URL(next).origin === issuer; hops++) {
    if (hops > 5) throw new Error(`no way back from the provider: ${next}`);
    next = await go(next);
  }
  return next;
}
