import type { FastifyReply, FastifyRequest } from 'fastify';

export const SESSION_COOKIE = 'luoshi';
const SESSION_DAYS = 30;

/** Gives the browser its session's token, or takes it away (null). */
export function setSessionCookie(request: FastifyRequest, reply: FastifyReply, token: string | null): void {
  if (token === null) reply.clearCookie(SESSION_COOKIE, { path: '/' });
  else
    reply.setCookie(SESSION_COOKIE, token, {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: request.protocol === 'https',
      maxAge: SESSION_DAYS * 86_400,
    });
}
