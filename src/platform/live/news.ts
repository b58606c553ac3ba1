import type { Id } from '../database/tables';

/** What changed in one body, no finer than this: a topic says nothing of a thing, so everybody of the body may hear it. */
export type LiveNews = { tenantId: Id; topics: readonly string[] };

// The database carries less than 8,000 bytes at once.
const MOST_BYTES = 7_900;

/** Packs what was gathered into as few messages as carry it: `{"7":["org","tasks"]}`. */
export function packNews(gathered: ReadonlyMap<Id, ReadonlySet<string>>): string[] {
  const messages: string[] = [];
  let parts: string[] = [];
  let size = 2;
  for (const [tenantId, topics] of gathered) {
    const part = `${JSON.stringify(tenantId)}:${JSON.stringify([...topics].sort())}`;
    const bytes = Buffer.byteLength(part) + 1;
    if (size + bytes > MOST_BYTES && parts.length > 0) {
      messages.push(`{${parts.join(',')}}`);
      parts = [];
      size = 2;
    }
    parts.push(part);
    size += bytes;
  }
  if (parts.length > 0) messages.push(`{${parts.join(',')}}`);
  return messages;
}

/** Reads a message; one that is none (somebody else speaks on our channel) carries no news. */
export function unpackNews(message: string): LiveNews[] {
  let said: unknown;
  try {
    said = JSON.parse(message);
  } catch {
    return [];
  }
  if (typeof said !== 'object' || said === null || Array.isArray(said)) return [];
  return Object.entries(said).flatMap(([tenantId, topics]) =>
    Array.isArray(topics) && topics.every(topic => typeof topic === 'string') ? [{ tenantId, topics }] : [],
  );
}
