import type { FastifyInstance, FastifyRequest } from 'fastify';
import { refuse } from '../../kernel/refusal';
import { recordChanges } from '../audit/record';
import type { Id } from '../database/tables';
import { inTenant } from '../database/tenant';
import { keepArrival } from '../files/keep-file';
import type { FindFile } from '../files/readable-file';
import { type Intake, takeIn } from '../files/take-in';
import type { Actor, Change } from '../operation';
import type { House } from '../run-operation';
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
    const actor = (await actorOf(request)) ?? refuse('signed-out');
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
    const { sha256, size } = arrival;
    const at = new Date().toISOString();
    const { tenantId, userId } = actor;
    const change = (id: Id): Change => ({ kind: 'file', id, after: { name, mediaType, size, sha256 } });
    try {
      const id = await inTenant(house.db, tenantId, async db => {
        const id = await keepArrival(db, arrival, { tenantId, name, mediaType, createdBy: userId, createdAt: at });
        const via = actor.token ? `token:${actor.token.id}` : null;
        const from = { via, requestId: request.id, address: request.ip };
        await recordChanges(db, { tenantId, userId, operation: 'files.upload', at, ...from }, [change(id)]);
        return id;
      });
      house.told?.({ tenantId, changes: [change(id)] });
      return { id, sha256, name, mediaType, size };
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
    reply.header('cache-control', 'private, max-age=3600');
    reply.type(inline ? file.mediaType : 'application/octet-stream');
    const { size, stream } = await house.files.open(file.sha256);
    reply.header('content-length', size);
    return reply.send(stream);
  });
}
