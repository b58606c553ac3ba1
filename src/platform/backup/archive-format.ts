import { z } from 'zod';

/**
 * A backup is a tar archive, gzipped, and encrypted by age where a key is given. Its members, in this order:
 *   begin.json            what it is, of which schema level, and the tables with their columns
 *   secret.key            the key under which second factors lie in the rows: without it nobody could sign in with one
 *   tables/<name>/00001…  the rows as PostgreSQL's COPY writes them (text), in pieces; joined they are the whole
 *   files/<sha256>        each evidence file once
 *   end.json              hash of every piece, counts, the sequences and the heads of the audit chains
 * Without its last member it is cut short, whatever else looks right.
 */
export const FORMAT = 'luoshi-backup/1';
/** Who wrote it; for people only, the level of the schema decides. */
export const PROGRAM = 'luoshi 0.1';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
// Names reach SQL and paths only after this.
const name = z.string().regex(/^[a-z_][a-z0-9_]{0,62}$/);

export const beginSchema = z.object({
  format: z.literal(FORMAT),
  madeAt: z.string(),
  program: z.string(),
  postgres: z.string(),
  /** The migrations that had been applied, in order: the level that the rows fit. */
  migrations: z.array(z.string().regex(/^\d{4}_[\w-]+\.sql$/)),
  tables: z.array(z.object({ name, columns: z.array(name) })),
});

export const SECRET_MEMBER = 'secret.key';

export const endSchema = z.object({
  /** Null: there was no such key. */
  secret: sha256.nullable(),
  tables: z.array(z.object({ name, rows: z.number().int(), pieces: z.array(z.object({ sha256, size: z.number() })) })),
  sequences: z.array(z.object({ name, last: z.string().regex(/^\d+$/), called: z.boolean() })),
  /** `lost`: named by a row and not there when the backup was made; `damaged`: there, but no longer what was stored. */
  files: z.object({ count: z.number().int(), bytes: z.number(), lost: z.array(sha256), damaged: z.array(sha256) }),
  audit: z.array(z.object({ tenantId: z.string(), position: z.string(), hash: sha256 })),
});

/** What stands at the beginning of a backup. */
export type Begin = z.output<typeof beginSchema>;
/** What stands at its end. */
export type End = z.output<typeof endSchema>;

export const pieceName = (table: string, number: number): string =>
  `tables/${table}/${String(number).padStart(5, '0')}`;
