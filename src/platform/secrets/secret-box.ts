import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/**
 * Keeps what must be read again but lie nowhere in the clear (the secret of a second factor): AES-256-GCM of Node's own
 * crypto. `place` says where the sealed value belongs; moved to another row it does not open.
 */
export type SecretBox = {
  seal(text: string, place: string): Buffer;
  /** Null where it was sealed with another key, for another place, or changed. */
  open(sealed: Buffer, place: string): string | null;
  /** The same for the same text, and of no use to one who has not the key: for counting what was typed. */
  fingerprint(text: string): Buffer;
};

const NONCE = 12;
const TAG = 16;

/** A box under a key of 32 bytes; each use has a key of its own, derived from it. */
export const secretBox = (key: Buffer): SecretBox => {
  if (key.length !== 32) throw new Error(`a key has 32 bytes, not ${key.length}`);
  const derived = (purpose: string) => Buffer.from(hkdfSync('sha256', key, '', `luoshi ${purpose}`, 32));
  const sealing = derived('seal');
  const counting = derived('fingerprint');
  return {
    seal: (text, place) => {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce).setAAD(Buffer.from(place));
      return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    },
    open: (sealed, place) => {
      if (sealed.length < NONCE + TAG) return null;
      const decipher = createDecipheriv('aes-256-gcm', sealing, sealed.subarray(0, NONCE))
        .setAAD(Buffer.from(place))
        .setAuthTag(sealed.subarray(-TAG));
      try {
        return Buffer.concat([decipher.update(sealed.subarray(NONCE, -TAG)), decipher.final()]).toString('utf8');
      } catch {
        return null;
      }
    },
    fingerprint: text => createHmac('sha256', counting).update(text).digest(),
  };
};
