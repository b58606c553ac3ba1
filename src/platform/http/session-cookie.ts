import type { FastifyReply, FastifyRequest } from 'fastify';

export const SESSION_COOKIE = 'luoshi';
const DEVICE_COOKIE = 'luoshi-device';
// The longest that a body may choose; when a session is over is kept by the server, not by the browser.
const SESSION_DAYS = 30;
const DEVICE_DAYS = 90;

/**
 * On https the name begins with `__Host-`: the browser then takes the cookie only from this very host, over https, for the
 * whole address. Plain http (the default installation on the own machine) has no such promise to give.
 */
const nameOn = (request: FastifyRequest, name: string): string =>
  request.protocol === 'https' ? `__Host-${name}` : name;

const set = (request: FastifyRequest, reply: FastifyReply, name: string, value: string, days: number) =>
  reply.setCookie(nameOn(request, name), value, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: request.protocol === 'https',
    maxAge: days * 86_400,
  });

export const sessionTokenOf = (request: FastifyRequest): string | undefined =>
  request.cookies[nameOn(request, SESSION_COOKIE)];

/** Gives the browser its session's token, or takes it away (null). */
export function setSessionCookie(request: FastifyRequest, reply: FastifyReply, token: string | null): void {
  if (token !== null) set(request, reply, SESSION_COOKIE, token, SESSION_DAYS);
  else reply.clearCookie(nameOn(request, SESSION_COOKIE), { path: '/', secure: request.protocol === 'https' });
}

/** The browser's lasting mark; it says nothing of who uses it and lets nobody in. */
export const deviceOf = (request: FastifyRequest): string | undefined => {
  const device = request.cookies[nameOn(request, DEVICE_COOKIE)];
  return device && /^[\w-]{43}$/.test(device) ? device : undefined;
};

export function setDeviceCookie(request: FastifyRequest, reply: FastifyReply, device: string): void {
  set(request, reply, DEVICE_COOKIE, device, DEVICE_DAYS);
}
