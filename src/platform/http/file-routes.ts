import type { FastifyInstance, FastifyRequest } from 'fastify';
import { refuse } from '../../kernel/refusal';
import { inTenant } from '../database/tenant';
import type { FindFile } from '../files/readable-file';
import { type Intake, takeIn } from '../files/take-in';
import { uploadFile } from '../files/upload-operation';
import type { Actor } from '../operation';
import { type House, runOperation } from '../run-operation';
import { disposition } from './attachment';

// Only what a browser shows without running it is shown in place; everything else is downloaded.
const SHOWN_INLINE = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'text/plain']);

/** Upload and download of files. What a file belongs to is the business of the operation that takes its id. */
export function serveFiles(
  app: FastifyInstance,
  house: House,
  actorOf: (request: FastifyRequest) => Promise<Actor | null>,
  findFile: FindFile,
  intake: Intake,
) {
  app.post('/api/files', async request => {
    if (!(await actorOf(request))) refuse('signed-out');
    await house.room?.database();
    await house.room?.files();
    const limit = intake.limitMb * 1024 * 1024;
    const part = await request.file({ limits: { fileSize: limit, files: 1 } });
    if (!part) return refuse('invalid-input', { field: 'file', reason: '' });
    // Past the limit the stream just ends; the rest of the request is read and thrown away.
    const whole = async function* () {
      // Left whole where taking in fails: what is thrown away below must still flow, or the sender never sees the answer.
      yield* part.file.iterator({ destroyOnReturn: false });
      if (part.file.truncated) refuse('too-large', { limit: `${intake.limitMb} MB` });
    };
    const trouble = (error: Error) => request.log.error(error);
    const { arrival, name, mediaType } = await takeIn(
      house.files,
      whole(),
      part.filename ?? '',
      intake,
      trouble,
    ).finally(() => part.file.resume());
    try {
      // Asked when all has come: a large file over a slow line takes minutes, in which a right may end.
      const actor = (await actorOf(request)) ?? refuse('signed-out');
      const from = { requestId: request.id, address: request.ip };
      return await runOperation(house, uploadFile, actor, { arrival, name, mediaType }, from);
    } finally {
      await arrival.discard();
    }
  });

  app.get('/api/files/content', async (request, reply) => {
    const actor = (await actorOf(request)) ?? refuse('signed-out');
    const { id } = request.query as { id?: string };
    if (!id || !/^\d{1,19}$/.test(id)) return refuse('not-found');
    const file = await inTenant(house.db, actor.tenantId, db => findFile(db, actor, id), { readOnly: true });
    if (!file) return refuse('not-found');
    const inline = SHOWN_INLINE.has(file.mediaType);
    reply.header('content-disposition', disposition(file.name, inline ? 'inline' : 'attachment'));
    reply.header('content-security-policy', "default-src 'none'; sandbox");
    reply.type(inline ? file.mediaType : 'application/octet-stream');
    const { size, stream } = await house.files.open(file.sha256);
    reply.header('content-length', size);
    return reply.send(stream);
  });
}
