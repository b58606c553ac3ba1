import { createHash, randomBytes } from 'node:crypto';
import type { Id } from './database/tables';

/** A token carries its tenant in front, so that every look-up can name it; 256 random bits. Only its hash is stored. */
export const newToken = (tenantId: Id): string => `${tenantId}.${randomBytes(32).toString('base64url')}`;

export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest();

/** The tenant of a token; null where it has not the form of one. Eighteen digits: no more fit into a bigint for certain. */
export const tenantOfToken = (token: string): Id | null => /^(\d{1,18})\.[\w-]{43}$/.exec(token)?.[1] ?? null;
