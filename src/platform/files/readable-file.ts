import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { Db } from '../database/connect';
import type { Database, Id } from '../database/tables';
import type { Actor } from '../operation';

/**
 * What a subject keeps files in, as clauses over `files f`: whether one of its things holds the file at all, and whether the
 * person reads a thing that holds it.
 */
export type FileHolder = { held: RawBuilder<boolean>; readable: (actor: Actor) => RawBuilder<boolean> };

/** Finds a file that the person may read; null where there is none, or it is not for this person: nobody learns which. */
export type FindFile = (db: Db, actor: Actor, fileId: Id) => Promise<Selectable<Database['files']> | null>;

/** The clause over `files f`: what holds a file says who reads it; until then it is its uploader's alone. */
export const fileReadable = (holders: readonly FileHolder[], actor: Actor): RawBuilder<boolean> => {
  const held = sql.join(
    holders.map(holder => holder.held),
    sql` or `,
  );
  const readable = holders.map(holder => holder.readable(actor));
  return sql`(${sql.join([sql`(f.created_by = ${actor.userId} and not (${held}))`, ...readable], sql` or `)})`;
};

/** `holders` are those of the registry: every subject that keeps files. */
export const findFileAmong =
  (holders: readonly FileHolder[]): FindFile =>
  async (db, actor, fileId) =>
    (await db
      .selectFrom('files as f')
      .selectAll('f')
      .where('f.tenantId', '=', actor.tenantId)
      .where('f.id', '=', fileId)
      .where(fileReadable(holders, actor))
      .executeTakeFirst()) ?? null;
