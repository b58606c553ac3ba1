import { refuse } from '../../kernel/refusal';
import { type Source, textSource } from '../source';
import { decodeText } from './decode-text';
import { documentLimits } from './limits';
import { readDocx } from './read-docx';

const startsWith = (bytes: Uint8Array, ...signature: number[]): boolean =>
  signature.every((byte, index) => bytes[index] === byte);

const isZip = (bytes: Uint8Array): boolean => startsWith(bytes, 0x50, 0x4b, 0x03, 0x04);
const isEmptyZip = (bytes: Uint8Array): boolean => startsWith(bytes, 0x50, 0x4b, 0x05, 0x06);
const isCompound = (bytes: Uint8Array): boolean => startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0);
const isOther = (bytes: Uint8Array): boolean =>
  startsWith(bytes, 0x25, 0x50, 0x44, 0x46) ||
  startsWith(bytes, 0x89, 0x50, 0x4e, 0x47) ||
  startsWith(bytes, 0xff, 0xd8, 0xff);

/**
 * Reads a document by what is in it, whatever its name says. Refuses `too-large` (over 50 MB), `empty-document`,
 * `encrypted-document`, `unsupported-document` (no document that can be read) and `unreadable-document` (one that is damaged).
 */
export const readDocument = async (bytes: Uint8Array, name: string): Promise<Source> => {
  if (bytes.length > documentLimits.fileBytes)
    refuse('too-large', { limit: `${documentLimits.fileBytes / 2 ** 20} MB`, name });
  if (bytes.length === 0) refuse('empty-document', { name });
  if (isZip(bytes) || isEmptyZip(bytes)) return readDocx(bytes, name);
  if (isCompound(bytes))
    return refuse(holdsEncryption(bytes) ? 'encrypted-document' : 'unsupported-document', { name });
  if (isOther(bytes)) return refuse('unsupported-document', { name });
  const decoded = decodeText(bytes);
  if (!decoded) return refuse('unsupported-document', { name });
  if (decoded.text.trim() === '') return refuse('empty-document', { name });
  return textSource(name, decoded.text);
};

/** An encrypted .docx is a compound file with a stream EncryptedPackage; its name stands there in UTF-16. */
const holdsEncryption = (bytes: Uint8Array): boolean => {
  const name = new TextDecoder('utf-16le').decode(bytes.subarray(0, bytes.length - (bytes.length % 2)));
  return name.includes('EncryptedPackage') || name.includes('EncryptionInfo');
};
