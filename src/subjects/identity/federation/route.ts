import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refuse } from '../../../kernel/refusal';
import type { Id } from '../../../platform/database/tables';
import { inTenant } from '../../../platform/database/tenant';
import { proxyLoginOf } from '../../../platform/http/authenticate';
import type { Route } from '../../../platform/http/route';
import { deviceOf, sessionTokenOf, setDeviceCookie, setSessionCookie } from '../../../platform/http/session-cookie';
import { type Operation, SessionChange } from '../../../platform/operation';
import { type House, runOperation } from '../../../platform/run-operation';
import { tenantOfToken } from '../../../platform/tokens';
import { tenantsOf } from '../../org/reads';
import { type Attempt, beginSignOn, takeAttempt } from './attempts';
import { type SignOnOutcome, signInByProvider, signInByProxy } from './operations';
import { openProvider, type ProviderClient, reasonOf, SignOnFailure } from './provider-client';
import { accountNameOf, newAccountOf, ownPath, postsOf, provesSecondFactor } from './rules';
import type { SignOnChoices, SignOnProblem } from './schema';
import type { ProviderSettings, SignOn } from './settings';
import { signOnOfSession } from './store';

// Binds a sign-in to the browser that began it. Lax: the provider sends the browser back by a link.
const BROWSER_COOKIE = 'luoshi_sign_on';
// A whole office comes in by one address in the morning.
const PER_MINUTE = { config: { rateLimit: { max: 300, timeWindow: 60_000 } } };

const text = { type: 'string' };
const next = { name: 'next', in: 'query', schema: text, description: '登录后去的页面，只能是本系统的路径' };
const provider = { name: 'provider', in: 'path', required: true, schema: text };
const redirect = (operationId: string, summary: string, parameters: object[]) => ({
  get: {
    operationId,
    summary,
    tags: ['identity'],
    security: [],
    parameters,
    responses: { 302: { description: '转向' } },
  },
});
const redirects = {
  '/auth/oidc/{provider}/start': redirect('signOnStart', '到统一身份认证登录', [provider, next]),
  '/auth/oidc/{provider}/callback': redirect('signOnCallback', '统一身份认证的返回地址', [
    provider,
    { name: 'state', in: 'query', schema: text },
    { name: 'code', in: 'query', schema: text },
  ]),
  '/auth/proxy/start': redirect('signOnByProxy', '由可信的反向代理登录', [next]),
  '/auth/sign-out-address': {
    get: {
      operationId: 'signOutAddress',
      summary: '退出后应转到的统一身份认证退出地址',
      tags: ['identity'],
      security: [],
      responses: { 200: { description: 'OK' } },
    },
  },
};

/** The addresses of single sign-on; `publicUrl`: what people type, where it is not what the request says. */
export const signOnRoute = (signOn: SignOn, publicUrl: string | null): Route => ({
  serve: (app, house) => serveSignOn(app, house, signOn, publicUrl),
  paths: {
    ...redirects,
    '/auth/sign-on': {
      get: {
        operationId: 'signOnChoices',
        summary: '可用的单点登录方式',
        tags: ['identity'],
        security: [],
        responses: { 200: { description: 'OK' } },
      },
    },
  },
});

type Provider = { settings: ProviderSettings; client: ProviderClient };

function serveSignOn(app: FastifyInstance, house: House, signOn: SignOn, publicUrl: string | null) {
  const providers = new Map<string, Provider>(
    signOn.providers.map(settings => [settings.name, { settings, client: openProvider(settings) }]),
  );
  const providerOf = (request: FastifyRequest): Provider =>
    providers.get((request.params as { provider: string }).provider) ?? refuse('not-found');
  const origin = (request: FastifyRequest) => publicUrl ?? `${request.protocol}://${request.host}`;
  const callbackOf = (request: FastifyRequest, name: string) => `${origin(request)}/auth/oidc/${name}/callback`;
  const run = <Output>(request: FastifyRequest, operation: unknown, input: object): Promise<Output> =>
    runOperation<Output>(house, operation as Operation, null, input, {
      requestId: request.id,
      address: request.ip,
      userAgent: request.headers['user-agent'],
      sessionToken: sessionTokenOf(request),
      device: deviceOf(request),
    });

  app.addHook('onSend', async (request, reply) => {
    if (request.url.startsWith('/auth/')) reply.header('cache-control', 'no-store');
  });

  app.get('/auth/sign-on', async (): Promise<SignOnChoices> => ({ choices: choicesOf(signOn) }));

  app.get('/auth/oidc/:provider/start', PER_MINUTE, async (request, reply) => {
    const { settings, client } = providerOf(request);
    const next = nextOf(request);
    return orProblem(request, reply, next, async () => {
      const tenantId = await tenantIdOf(house, settings.tenant);
      const departure = await client.depart(callbackOf(request, settings.name));
      // Two tabs of one browser may be on their way at once.
      const browser = browserOf(request) ?? randomBytes(32).toString('base64url');
      const { state, nonce, verifier: codeVerifier } = departure;
      await run(request, beginSignOn, { tenantId, provider: settings.name, state, browser, nonce, codeVerifier, next });
      reply.setCookie(BROWSER_COOKIE, browser, {
        path: '/auth/',
        httpOnly: true,
        sameSite: 'lax',
        secure: origin(request).startsWith('https:'),
        maxAge: 600,
      });
      return reply.redirect(departure.address);
    });
  });

  app.get('/auth/oidc/:provider/callback', PER_MINUTE, async (request, reply) => {
    const { settings, client } = providerOf(request);
    return orProblem(request, reply, '/', async () => {
      const tenantId = await tenantIdOf(house, settings.tenant);
      const { state } = request.query as { state?: unknown };
      const browser = browserOf(request);
      if (!isSecret(state) || !browser) throw new SignOnFailure('expired');
      const key = { tenantId, provider: settings.name, state, browser };
      const attempt = await run<Attempt | null>(request, takeAttempt, key);
      if (!attempt) throw new SignOnFailure('expired');
      return orProblem(request, reply, attempt.next, async () => {
        const search = request.url.slice(request.url.indexOf('?'));
        const address = new URL(callbackOf(request, settings.name) + search);
        const { nonce, codeVerifier: verifier, next } = attempt;
        const { claims, ...said } = await client.arrive(address, { state, nonce, verifier });
        const outcome = await run<SignOnOutcome>(request, signInByProvider, {
          tenantId,
          provider: settings.name,
          ...said,
          accountName: accountNameOf(claims, settings),
          newAccount: newAccountOf(claims, settings),
          posts: postsOf(claims, settings),
          secondFactor: provesSecondFactor(claims, settings),
        });
        return goIn(request, reply, outcome, next);
      });
    });
  });

  app.get('/auth/proxy/start', PER_MINUTE, async (request, reply) => {
    const proxy = signOn.proxy ?? refuse('not-found');
    const next = nextOf(request);
    return orProblem(request, reply, next, async () => {
      const login = proxyLoginOf(request, proxy);
      if (login === null) throw new SignOnFailure('not-through-proxy');
      const tenantId = await tenantIdOf(house, proxy.tenant);
      const { secondFactor } = proxy;
      const outcome = await run<SignOnOutcome>(request, signInByProxy, {
        tenantId,
        login,
        secondFactor,
      });
      return goIn(request, reply, outcome, next);
    });
  });

  // Asked before signing out here: where to go on, so that the provider's own session ends as well.
  app.get('/auth/sign-out-address', PER_MINUTE, async (request): Promise<{ address: string | null }> => {
    const token = sessionTokenOf(request);
    const tenantId = token === undefined ? null : tenantOfToken(token);
    if (!token || !tenantId) return { address: null };
    const found = await inTenant(house.db, tenantId, db => signOnOfSession(db, tenantId, token), { readOnly: true });
    if (found?.startedBy === 'proxy') return { address: signOn.proxy?.signOut ?? null };
    const provider = providers.get(found?.provider ?? '');
    if (!provider || !found?.idToken) return { address: null };
    const address = await provider.client.signOutAddress(found.idToken, `${origin(request)}/sign-in`).catch(error => {
      request.log.warn({ reason: reasonOf(error) }, 'sign-out address');
      return null;
    });
    return { address };
  });
}

const choicesOf = ({ providers, proxy }: SignOn): SignOnChoices['choices'] => [
  ...providers.map(({ name, label, tenant }) => ({ address: `/auth/oidc/${name}/start`, label, tenant })),
  ...(proxy ? [{ address: '/auth/proxy/start', label: proxy.label, tenant: proxy.tenant }] : []),
];

/** 256 random bits as they are given out here; nothing else is looked for. */
const isSecret = (value: unknown): value is string => typeof value === 'string' && /^[\w-]{43}$/.test(value);

const browserOf = (request: FastifyRequest): string | null => {
  const mark = request.cookies[BROWSER_COOKIE];
  return isSecret(mark) ? mark : null;
};

const nextOf = (request: FastifyRequest): string => ownPath((request.query as { next?: unknown }).next);

const tenantIdOf = async (house: House, code: string): Promise<Id> => {
  const tenant = (await tenantsOf(house.db)).find(one => one.code === code);
  if (!tenant) throw new SignOnFailure('unavailable', new Error(`no body has the code ${code}`));
  return tenant.tenantId;
};

/** Bad news goes back to the sign-in page, which has a sentence for it. */
async function orProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  next: string,
  work: () => Promise<FastifyReply>,
): Promise<FastifyReply> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SignOnFailure)) throw error;
    request.log.warn({ problem: error.problem, reason: reasonOf(error) }, 'sign-on');
    return backToSignIn(reply, error.problem, next);
  }
}

const backToSignIn = (reply: FastifyReply, problem: SignOnProblem, next: string) =>
  reply.redirect(`/sign-in?${new URLSearchParams({ problem, ...(next !== '/' && { next }) })}`);

const goIn = (request: FastifyRequest, reply: FastifyReply, outcome: SignOnOutcome, next: string) => {
  if ('problem' in outcome) return backToSignIn(reply, outcome.problem, next);
  if (outcome instanceof SessionChange) {
    setSessionCookie(request, reply, outcome.token);
    if (outcome.device) setDeviceCookie(request, reply, outcome.device);
    return reply.redirect(next === '/' ? outcome.output.home : next);
  }
  if (outcome.next === 'in') return reply.redirect(next);
  // Behind the #: what stands there is sent to no server and kept in no log.
  const step = new URLSearchParams({ step: outcome.next, token: outcome.token });
  return reply.redirect(`/sign-in${next === '/' ? '' : `?${new URLSearchParams({ next })}`}#${step}`);
};
