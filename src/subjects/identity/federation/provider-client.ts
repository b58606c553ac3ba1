import * as oidc from 'openid-client';
import type { Claims } from './rules';
import type { SignOnProblem } from './schema';
import type { ProviderSettings } from './settings';

// Keys and addresses of a provider change seldom; its answer is awaited no longer than a person would.
const KNOWN_MS = 3_600_000;
const ANSWER_SECONDS = 8;

/** A sign-in that did not come off, for a reason to tell. */
export class SignOnFailure extends Error {
  constructor(
    readonly problem: SignOnProblem,
    cause?: unknown,
  ) {
    super(problem, { cause });
    this.name = 'SignOnFailure';
  }
}

/** What the browser is sent away with; `state`, `nonce` and `verifier` are to be kept until it comes back. */
export type Departure = { address: string; state: string; nonce: string; verifier: string };

export type ProviderClient = {
  depart: (callback: string) => Promise<Departure>;
  /** Checks the answer (state, nonce, code, signature, issuer, audience, times). Throws SignOnFailure. */
  arrive: (
    address: URL,
    expected: { state: string; nonce: string; verifier: string },
  ) => Promise<{ claims: Claims; issuer: string; subject: string; idToken: string }>;
  /** Where the provider ends its own session; null where it offers no such thing. */
  signOutAddress: (idToken: string, back: string) => Promise<string | null>;
};

/** One provider, spoken to by openid-client: authorization code with PKCE. Its metadata is found at the first use. */
export function openProvider(settings: ProviderSettings): ProviderClient {
  let known: { configuration: Promise<oidc.Configuration>; until: number } | null = null;
  const configuration = (): Promise<oidc.Configuration> => {
    const now = performance.now();
    if (known && known.until > now) return known.configuration;
    const found = discover(settings).catch(error => {
      known = null;
      throw new SignOnFailure('unavailable', error);
    });
    known = { configuration: found, until: now + KNOWN_MS };
    return found;
  };
  return {
    depart: async callback => {
      const config = await configuration();
      const [state, nonce, verifier] = [oidc.randomState(), oidc.randomNonce(), oidc.randomPKCECodeVerifier()];
      const address = oidc.buildAuthorizationUrl(config, {
        redirect_uri: callback,
        scope: settings.scope,
        state,
        nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      });
      return { address: address.href, state, nonce, verifier };
    },
    arrive: async (address, { state, nonce, verifier }) => {
      const config = await configuration();
      try {
        const tokens = await oidc.authorizationCodeGrant(config, address, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        });
        const said = tokens.claims()!;
        const more = config.serverMetadata().userinfo_endpoint
          ? await oidc.fetchUserInfo(config, tokens.access_token, said.sub)
          : {};
        // What is signed stands above what was asked for.
        return { claims: { ...more, ...said }, issuer: said.iss, subject: said.sub, idToken: tokens.id_token! };
      } catch (error) {
        throw new SignOnFailure(problemOf(error), error);
      }
    },
    signOutAddress: async (idToken, back) => {
      const config = await configuration();
      if (!config.serverMetadata().end_session_endpoint) return null;
      return oidc.buildEndSessionUrl(config, { id_token_hint: idToken, post_logout_redirect_uri: back }).href;
    },
  };
}

const discover = ({ issuer, clientId, clientSecret }: ProviderSettings): Promise<oidc.Configuration> =>
  oidc.discovery(
    new URL(issuer),
    clientId,
    clientSecret,
    clientSecret === undefined ? oidc.None() : undefined,
    // In the clear only to the own machine; the settings refuse any other.
    { timeout: ANSWER_SECONDS, execute: issuer.startsWith('http:') ? [oidc.allowInsecureRequests] : [] },
  );

/** The provider said no; or could not be reached; or its answer does not hold. */
const problemOf = (error: unknown): SignOnProblem => {
  if (error instanceof oidc.AuthorizationResponseError) return 'refused';
  if (error instanceof oidc.ResponseBodyError || error instanceof oidc.WWWAuthenticateChallengeError)
    return error.status >= 500 ? 'unavailable' : 'not-verified';
  const { code, name } = error as { code?: string; name?: string };
  if (code === 'OAUTH_TIMEOUT' || name === 'TimeoutError' || error instanceof TypeError) return 'unavailable';
  return 'not-verified';
};

/** Why, for the log: codes and messages down to the first cause, never what the provider said of a person. */
export function reasonOf(error: unknown): string {
  const steps: string[] = [];
  for (let step = error; step instanceof Error && steps.length < 5; step = step.cause) {
    const { code, error: said } = step as { code?: unknown; error?: unknown };
    steps.push([step.message, code, said].filter(part => typeof part === 'string').join(' '));
  }
  return steps.join(': ');
}
