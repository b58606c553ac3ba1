import type { FastifyInstance, InjectOptions } from 'fastify';
import { expect } from 'vitest';
import { refusalStatus } from '../../../src/kernel/refusal';
import { SESSION_COOKIE } from '../../../src/platform/http/app';
import { SECRET } from './two-bodies';

export type Knock = Pick<InjectOptions, 'method' | 'headers' | 'payload'> & { url: string };

let addresses = 0;

/** Sends a request as it is, from an address of its own: who calls often is not turned away here. */
export const knock = (app: FastifyInstance, request: Knock, token: string | null) => {
  addresses += 1;
  return app.inject({
    ...request,
    remoteAddress: `10.${(addresses >> 16) & 255}.${(addresses >> 8) & 255}.${addresses & 255}`,
    ...(token ? { cookies: { [SESSION_COOKIE]: token } } : {}),
  });
};

type Answered = { statusCode: number; body: string; headers: Record<string, unknown> };

/** An answer is what was asked for, or a refusal of the catalogue; never a bug, and never a word of another body. */
export const expectSound = (answer: Answered, said: string): void => {
  const { statusCode, body } = answer;
  if (statusCode >= 500 || (statusCode > 299 && statusCode < 400))
    expect.fail(`${said} → ${statusCode} ${body.slice(0, 500)}`);
  if (body.includes(SECRET)) expect.fail(`${said} tells of another body: ${body.slice(0, 500)}`);
  if (statusCode < 400) return;
  const code = (JSON.parse(body) as { error: { code: keyof typeof refusalStatus } }).error.code;
  if (refusalStatus[code] !== statusCode) expect.fail(`${said} → ${statusCode} with code ${code}`);
};
