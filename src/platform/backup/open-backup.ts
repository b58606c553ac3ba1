import { z } from 'zod';
import { type Begin, beginSchema, type End, endSchema, pieceName, SECRET_MEMBER } from './archive-format';
import { BackupError } from './backup-error';
import { countRows } from './copy-tables';
import type { BackupKey } from './key-file';
import { type Member, readArchive } from './read-archive';

/** One thing that is wrong with a backup, by what it is about; told with a sentence of `backup:fault`. */
export type BackupFault = {
  code:
    | 'piece-changed'
    | 'piece-missing'
    | 'rows-differ'
    | 'file-changed'
    | 'file-missing'
    | 'cut-short'
    | 'unexpected';
  name: string;
};

/** What a reader of a backup does with its parts. Each content must be read to its end. */
export type BackupReader = {
  begin?: (begin: Begin) => Promise<void>;
  /** All pieces of a table, joined; called once for each table that has rows. Returns the rows taken, null: not counted. */
  table: (table: Begin['tables'][number], content: AsyncIterable<Buffer>) => Promise<number | null>;
  file: (sha256: string, content: AsyncIterable<Buffer>) => Promise<void>;
  secret?: (key: string) => Promise<void>;
};

export type BackupContents = { begin: Begin; end: End; rows: number; faults: BackupFault[] };

/**
 * Reads a backup once from beginning to end, hands its parts on and compares all that can be compared: hash of each piece and
 * file, the order of pieces, counts of rows, files that rows name. Throws BackupError where it cannot be read on.
 */
export async function openBackup(file: string, key: BackupKey | null, reader: BackupReader): Promise<BackupContents> {
  const faults: BackupFault[] = [];
  const found = new Map<string, { pieces: { sha256: string; size: number }[]; rows: number; taken: number | null }>();
  const named = new Set<string>();
  const stored = new Set<string>();
  const members = readArchive(file, key);
  const first = (await members.next()).value as Member | undefined;
  if (first?.name !== 'begin.json') throw new BackupError('not-a-backup', { file });
  const begin = parse(beginSchema, await textOf(first), file);
  await reader.begin?.(begin);
  let end: End | null = null;
  let secret: string | null = null;
  let next = await members.next();
  while (!next.done) {
    const member: Member = next.value;
    const [kind, what = ''] = member.name.split('/');
    if (kind === 'tables') {
      const table = begin.tables.find(({ name }) => name === what);
      if (!table) throw new BackupError('damaged', { file, reason: member.name });
      const seen = { pieces: [] as { sha256: string; size: number }[], rows: 0, taken: null as number | null };
      found.set(what, seen);
      // The content runs on over as many members as belong to the table.
      const content = async function* () {
        const watch = table.name === 'files' ? hashesIn(table.columns.indexOf('sha256'), named) : () => undefined;
        for (;;) {
          const piece: Member = next.value as Member;
          for await (const bytes of piece.content) {
            seen.rows += countRows(bytes);
            watch(bytes);
            yield bytes;
          }
          seen.pieces.push({ sha256: piece.sha256(), size: piece.size });
          next = await members.next();
          if (next.done || next.value.name !== pieceName(what, seen.pieces.length + 1)) return;
        }
      };
      seen.taken = await reader.table(table, content());
      continue;
    }
    if (kind === 'files') {
      await reader.file(what, member.content);
      stored.add(what);
      if (member.sha256() !== what) faults.push({ code: 'file-changed', name: what });
    } else if (member.name === SECRET_MEMBER) {
      const key = await textOf(member);
      await reader.secret?.(key);
      secret = member.sha256();
    } else if (member.name === 'end.json') {
      end = parse(endSchema, await textOf(member), file);
    } else {
      faults.push({ code: 'unexpected', name: member.name });
      for await (const _ of member.content);
    }
    next = await members.next();
  }
  if (!end) throw new BackupError('damaged', { file, reason: 'end.json' });
  if (secret !== end.secret)
    faults.push({ code: secret === null ? 'piece-missing' : 'piece-changed', name: SECRET_MEMBER });
  const { lost, damaged } = end.files;
  let rows = 0;
  for (const { name, pieces, rows: expected } of end.tables) {
    const table = found.get(name) ?? { pieces: [], rows: 0, taken: null };
    rows += table.rows;
    for (const [index, { sha256 }] of pieces.entries()) {
      const piece = table.pieces[index];
      if (!piece) faults.push({ code: 'piece-missing', name: pieceName(name, index + 1) });
      else if (piece.sha256 !== sha256) faults.push({ code: 'piece-changed', name: pieceName(name, index + 1) });
    }
    if (table.pieces.length > pieces.length) faults.push({ code: 'unexpected', name: `tables/${name}` });
    if (table.rows !== expected || (table.taken ?? expected) !== expected) faults.push({ code: 'rows-differ', name });
  }
  for (const sha256 of named)
    if (!stored.has(sha256) && !lost.includes(sha256)) faults.push({ code: 'file-missing', name: sha256 });
  // What was damaged before the backup was made is a fault of the installation, not of the backup.
  const known = new Set(damaged);
  return { begin, end, rows, faults: faults.filter(({ code, name }) => code !== 'file-changed' || !known.has(name)) };
}

async function textOf(member: Member): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const bytes of member.content) chunks.push(bytes);
  return Buffer.concat(chunks).toString('utf8');
}

function parse<Schema extends z.ZodType>(schema: Schema, text: string, file: string): z.output<Schema> {
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    const reason = error instanceof z.ZodError ? (error.issues[0]?.message ?? '') : (error as Error).message;
    throw new BackupError('damaged', { file, reason }, { cause: error });
  }
}

/** Gathers one column of a table's rows while they pass by, wherever the pieces are cut. */
function hashesIn(column: number, into: Set<string>): (bytes: Buffer) => void {
  let rest = '';
  return bytes => {
    const lines = (rest + bytes.toString('latin1')).split('\n');
    rest = lines.pop()!;
    for (const line of lines) into.add(line.split('\t')[column] ?? '');
  };
}

/** Reads a backup through without a database, and says what is wrong with it. */
export const verifyBackup = (file: string, key: BackupKey | null): Promise<BackupContents> =>
  openBackup(file, key, {
    table: async (_table, content) => {
      for await (const _ of content);
      return null;
    },
    file: async (_sha256, content) => {
      for await (const _ of content);
    },
  });
