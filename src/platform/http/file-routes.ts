import type { FastifyInstance, FastifyRequest } from 'fastify';
import { refuse } from '../../kernel/refusal';
import { inTenant } from '../database/tenant';
import type { FindFile } from '../files/readable-file';
import type { Actor } from '../operation';
import type { House } from '../run-operation';

export const FILE_LIMIT_MB = 50;
// Only what a browser shows without running it is shown in place; everything else is downloaded.
const SHOWN_INLINE = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'text/plain']);

/** Upload and download of files. What a file belongs to is the business of the operation that takes its id. */
export function serveFiles(
  app: FastifyInstance,
  house: House,
  actorOf: (request: FastifyRequest) => Promise<Actor | null>,
  findFile: FindFile,
) {
  app.post('/api/files', async request => {
    const actor = (await actorOf(request)) ?? refuse('signed-out');
    await house.room?.database();
    await house.room?.files();
    const part = await request.file({ limits: { fileSize: FILE_LIMIT_MB * 1024 * 1024, files: 1 } });
    if (!part) return refuse('invalid-input', { field: 'file', reason: '' });
    const bytes = await part.toBuffer().catch(() => refuse('too-large', { limit: `${FILE_LIMIT_MB} MB` }));
    if (bytes.length === 0) refuse('empty-document', { name: part.filename });
    const sha256 = await house.files.put(bytes);
    const file = {
      sha256,
      name: part.filename.replaceAll(/[\\/\p{Cc}]/gu, '_').slice(-200),
      mediaType: part.mimetype,
      size: String(bytes.length),
    };
    const { id } = await inTenant(house.db, actor.tenantId, db =>
      db
        .insertInto('files')
        .values({ ...file, tenantId: actor.tenantId, createdBy: actor.userId, createdAt: new Date().toISOString() })
        .returning('id')
        .executeTakeFirstOrThrow(),
    );
    return { id, ...file, size: bytes.length };
  });

  app.get('/api/files/content', async (request, reply) => {
    const actor = (await actorOf(request)) ?? refuse('signed-out');
    const { id } = request.query as { id?: string };
    if (!id || !/^\d{1,19}$/.test(id)) return refuse('not-found');
    const file = await inTenant(house.db, actor.tenantId, db => findFile(db, actor, id), { readOnly: true });
    if (!file) return refuse('not-found');
    const inline = SHOWN_INLINE.has(file.mediaType);
    reply.header(
      'content-disposition',
      `${inline ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    );
    reply.header('content-security-policy', "default-src 'none'; sandbox");
    reply.header('cache-control', 'private, max-age=3600');
    reply.type(inline ? file.mediaType : 'application/octet-stream');
    return reply.send(await house.files.get(file.sha256));
  });
}
