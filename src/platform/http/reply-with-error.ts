import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../../kernel/refusal';
import { say } from '../../locales/say';
import { sayRefusal } from '../../locales/say-refusal';
import { translateError } from '../database/translate-error';
import { troubleOf } from '../database/trouble';
import { noteRefusal } from './observe';
import { JSON_LIMIT } from './server-limits';

const RETRY_AFTER_SECONDS = 5;

/** The only place that turns bad news into a reply: `{ error: { code, message, detail } }`. */
export function replyWithError(thrown: FastifyError | Refusal | Error, request: FastifyRequest, reply: FastifyReply) {
  const language = String(request.headers['x-language'] ?? 'zh-CN') === 'en' ? 'en' : 'zh-CN';
  const error = translateError(thrown);
  const trouble = error instanceof Refusal ? null : troubleOf(error);
  // The person hears that it is not their doing; the administrator reads in the log what it was.
  if (trouble) request.log.warn({ err: error }, trouble.code);
  const refusal = trouble ?? (error instanceof Refusal ? error : fromFastify(error as FastifyError));
  if (refusal) {
    noteRefusal(request, refusal.code);
    if (refusal.status >= 503) reply.header('retry-after', RETRY_AFTER_SECONDS);
    const message = sayRefusal(language, refusal);
    return reply.status(refusal.status).send({ error: { code: refusal.code, message, detail: refusal.detail } });
  }
  request.log.error(error);
  const message = say(language, 'refusal:internal', { id: request.id });
  return reply.status(500).send({ error: { code: 'internal', message, detail: { id: request.id } } });
}

// The reader of multipart bodies throws plain errors.
const MALFORMED_FORM =
  /^(Unexpected end of (form|file|multipart data)|Malformed part header|Multipart: Boundary not found)/;

/** What Fastify refuses by itself (a body that is no JSON, too long, of another type) has a code of ours as well. */
const fromFastify = (error: FastifyError): Refusal | null => {
  const status = error.statusCode ?? 500;
  if (status === 413) return new Refusal('too-large', { limit: `${JSON_LIMIT / 2 ** 20} MB` });
  if (status === 429) return new Refusal('too-many-requests', { seconds: 60 });
  if (MALFORMED_FORM.test(error.message)) return new Refusal('invalid-input', { field: 'file', reason: '' });
  if (status >= 400 && status < 500) return new Refusal('invalid-input', { field: '', reason: error.message });
  return null;
};
