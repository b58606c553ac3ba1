import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const ID = /^[A-Za-z0-9][\w-]{7,63}$/;

/**
 * Each request has an id: in the log, in the audit, in the answer's header and in an unexpected failure's sentence. One that a
 * trusted proxy has given is kept, so that its log and ours speak of the same; anybody else's is not looked at.
 */
export const requestIds =
  (trusts: (address: string | undefined) => boolean) =>
  (request: Pick<IncomingMessage, 'headers' | 'socket'>): string => {
    const given = request.headers['x-request-id'];
    return typeof given === 'string' && ID.test(given) && trusts(request.socket?.remoteAddress) ? given : randomUUID();
  };
