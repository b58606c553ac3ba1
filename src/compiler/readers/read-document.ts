import { refuse } from '../../kernel/refusal';
import { type Source, textSource } from '../source';
import { decodeText } from './decode-text';
import { looksLikeHtml } from './html-charset';
import { documentLimits } from './limits';

const startsWith = (bytes: Uint8Array, signature: string): boolean =>
  bytes.length >= signature.length && [...signature].every((sign, at) => bytes[at] === sign.charCodeAt(0));

/**
 * Reads a document by what is in it, whatever its name says; the name only tells kinds of plain text apart (.md, .csv, .tsv). What is
 * needed for a kind is loaded when the first of that kind comes. Refuses `too-large` (over 50 MB), `empty-document`,
 * `encrypted-document`, `scanned-document` (pictures of text), `unsupported-document` (no document that can be read) and
 * `unreadable-document` (one that is damaged).
 */
export const readDocument = async (bytes: Uint8Array, name: string): Promise<Source> => {
  if (bytes.length > documentLimits.fileBytes)
    refuse('too-large', { limit: `${documentLimits.fileBytes / 2 ** 20} MB`, name });
  if (bytes.length === 0) refuse('empty-document', { name });
  if (startsWith(bytes, 'PK\x03\x04') || startsWith(bytes, 'PK\x05\x06')) return readOffice(bytes, name);
  if (startsWith(bytes, '\xd0\xcf\x11\xe0')) return (await import('./read-doc')).readDoc(bytes, name);
  if (isPdf(bytes)) return (await import('./read-pdf')).readPdf(bytes, name);
  if (isOther(bytes)) return refuse('unsupported-document', { name });
  if (looksLikeHtml(bytes)) return (await import('./read-html')).readHtml(bytes, name);
  return readPlain(bytes, name);
};

const readOffice = async (bytes: Uint8Array, name: string): Promise<Source> => {
  const { openPackage } = await import('./open-package');
  const { zip, main } = openPackage(bytes, name);
  if (main?.startsWith('word/')) return (await import('./read-docx')).readDocx(zip, main, name);
  if (main?.startsWith('xl/')) return (await import('./read-xlsx')).readXlsx(zip, main, name);
  return refuse(zip.names.length > 0 ? 'unsupported-document' : 'empty-document', { name });
};

const readPlain = async (bytes: Uint8Array, name: string): Promise<Source> => {
  if (/\.(?:md|markdown)$/i.test(name)) return (await import('./read-markdown')).readMarkdown(bytes, name);
  if (/\.(?:csv|tsv)$/i.test(name)) return (await import('./read-csv')).readCsv(bytes, name);
  const decoded = decodeText(bytes);
  if (!decoded) return refuse('unsupported-document', { name });
  if (decoded.text.trim() === '') return refuse('empty-document', { name });
  const source = textSource(name, decoded.text);
  if (!decoded.whole) source.unread.push({ at: decoded.text.indexOf('\ufffd'), what: '\ufffd' });
  return source;
};

// Mail gateways put something before the first line.
const isPdf = (bytes: Uint8Array): boolean => String.fromCharCode(...bytes.subarray(0, 1024)).includes('%PDF-');

/** Pictures, and texts that are no text to read: RTF and web archives. */
const isOther = (bytes: Uint8Array): boolean =>
  ['\x89PNG', '\xff\xd8\xff', 'GIF8', '{\\rtf', 'MIME-Version:'].some(sign => startsWith(bytes, sign));
