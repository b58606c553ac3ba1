import { z } from 'zod';
import { write } from '../operation';
import type { Arrival } from './file-store';
import { keepArrival } from './keep-file';

/**
 * A file that has come in gets its row, through the same door as every write. It has no address of its own: the bytes come by
 * `POST /api/files`, which judges them first. Whoever is signed in may hand in a file; what it is for, the operation says that
 * takes its id.
 */
export const uploadFile = write({
  name: 'files.upload',
  summary: '上传文件',
  input: z.object({ arrival: z.custom<Arrival>(), name: z.string(), mediaType: z.string() }),
  may: () => true,
  run: async ({ db, actor, realNow, audit }, { arrival, name, mediaType }) => {
    const { sha256, size } = arrival;
    // The real time: what nothing holds is swept a day later, in the demonstration's September as well.
    const file = { tenantId: actor.tenantId, name, mediaType, createdBy: actor.userId, createdAt: realNow };
    const id = await keepArrival(db, arrival, file);
    await audit({ kind: 'file', id, after: { name, mediaType, size, sha256 } });
    return { id, sha256, name, mediaType, size };
  },
});
