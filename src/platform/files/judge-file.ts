import { open } from 'node:fs/promises';
import { fileTypeFromFile } from 'file-type';
import { refuse } from '../../kernel/refusal';
import { EVIDENCE_KINDS, type EvidenceKind, extensionOf, familiesOf } from './evidence-kinds';

const LOOKED_AT = 64 * 1024;

/**
 * Says by its bytes what a file is; what the sender or the name says counts for nothing but a contradiction. A name without an
 * extension that we know gets the right one. Refuses `file-not-allowed` and `file-contradiction`.
 */
export async function judgeFile(path: string, name: string): Promise<{ name: string; mediaType: string }> {
  const { kind, found } = await kindOf(path);
  if (!kind) return refuse('file-not-allowed', { name, type: found });
  const claimed = familiesOf(extensionOf(name));
  if (!claimed) return { name: `${name}.${kind.extensions[0]}`, mediaType: kind.mediaType };
  if (!kind.extensions.includes(extensionOf(name)) && !stands(kind, claimed))
    return refuse('file-contradiction', { name, type: kind.mediaType });
  return { name, mediaType: kind.mediaType };
}

/** Pictures, texts, sounds and videos get renamed among their own; a document is opened by what its name says. */
const stands = ({ family }: EvidenceKind, claimed: ReadonlySet<string>): boolean =>
  ((family === 'picture' || family === 'text') && claimed.has(family)) ||
  ((family === 'sound' || family === 'video') && (claimed.has('sound') || claimed.has('video')));

async function kindOf(path: string): Promise<{ kind: EvidenceKind | undefined; found: string }> {
  const { head, tail } = await endsOf(path);
  if (isText(head)) {
    const kind = looksLikePage(head) ? EVIDENCE_KINDS.html : EVIDENCE_KINDS.text;
    // RTF and mail are texts too, to the eye.
    if (!head.subarray(0, 5).equals(Buffer.from('{\\rtf'))) return { kind, found: kind!.mediaType };
  }
  const type = await fileTypeFromFile(path).catch(() => undefined);
  if (!type) return { kind: undefined, found: '?' };
  // OFD, the national format of fixed documents, is a zip with this at its root.
  const isOfd = type.ext === 'zip' && (head.includes('OFD.xml') || tail.includes('OFD.xml'));
  return { kind: EVIDENCE_KINDS[isOfd ? 'ofd' : type.ext], found: type.mime };
}

async function endsOf(path: string): Promise<{ head: Buffer; tail: Buffer }> {
  const handle = await open(path);
  try {
    const { size } = await handle.stat();
    const read = async (from: number) => {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(LOOKED_AT), 0, LOOKED_AT, from);
      return buffer.subarray(0, bytesRead);
    };
    return { head: await read(0), tail: await read(Math.max(0, size - LOOKED_AT)) };
  } finally {
    await handle.close();
  }
}

/** UTF-8, GB18030, or UTF-16 with its mark, and no control characters but those of typing. */
function isText(head: Buffer): boolean {
  const utf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  for (const charset of utf16 ? [head[0] === 0xff ? 'utf-16le' : 'utf-16be'] : ['utf-8', 'gb18030']) {
    try {
      // A character may be cut at the end of what was looked at.
      const text = new TextDecoder(charset, { fatal: true }).decode(head, { stream: true });
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
      if (!/[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]/.test(text)) return true;
    } catch {
      // Not this one.
    }
  }
  return false;
}

const looksLikePage = (head: Buffer): boolean =>
  /<(?:!doctype\s+html|html|head|body|script|iframe|svg|meta|table|img|object|embed|form)[\s>/]/i.test(
    head.toString('latin1'),
  );
