import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { refuse } from '../../kernel/refusal';
import { unpackEntry, type ZipEntry } from './zip-directory';

/** What `readXml` tells about a part: names come without their namespace prefix. */
export type XmlListener = {
  open?(name: string, attribute: (local: string) => string | undefined): void;
  text?(text: string): void;
  close?(name: string): void;
};

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

const attributeOf = (tag: SaxesTagPlain, local: string): string | undefined => {
  const own = tag.attributes[local];
  if (own !== undefined) return own;
  for (const [name, value] of Object.entries(tag.attributes)) if (localName(name) === local) return value;
  return undefined;
};

/** Reads one part of the package as XML. Broken XML, or XML with a document type (no office program writes one), is refused. */
export const readXml = async (bytes: Uint8Array, entry: ZipEntry, listener: XmlListener): Promise<void> => {
  const parser = new SaxesParser({ xmlns: false, position: false, fragment: false });
  const broken = (): never => refuse('invalid-workbook', { reason: 'damaged' });
  parser.on('error', broken);
  parser.on('doctype', broken);
  parser.on('opentag', tag => listener.open?.(localName(tag.name), local => attributeOf(tag, local)));
  parser.on('text', text => listener.text?.(text));
  parser.on('cdata', text => listener.text?.(text));
  parser.on('closetag', tag => listener.close?.(localName(tag.name)));
  // Only UTF-8 and UTF-16 are allowed in a package; the byte order mark tells them apart.
  let decoder: TextDecoder | null = null;
  await unpackEntry(bytes, entry, piece => {
    decoder ??= new TextDecoder(piece[0] === 0xff && piece[1] === 0xfe ? 'utf-16le' : 'utf-8');
    parser.write(decoder.decode(piece, { stream: true }));
  });
  parser.close();
};
