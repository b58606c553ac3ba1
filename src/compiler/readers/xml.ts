import { SaxesParser } from 'saxes';
import { decodeText } from './decode-text';

export type Attributes = Record<string, string>;

/** What a walk over an XML part is told; names and attributes come without their prefix (w:p is p). */
export type XmlVisitor = {
  open?: (name: string, attributes: Attributes) => void;
  close?: (name: string) => void;
  text?: (text: string) => void;
};

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

/** Walks over an XML part. Entities other than the five of XML, and so all external ones, are an error. Answers whether it was well-formed. */
export const walkXml = (bytes: Uint8Array, visitor: XmlVisitor): boolean => {
  const decoded = decodeText(bytes);
  if (!decoded?.whole) return false;
  let failed = false;
  const parser = new SaxesParser({ xmlns: false });
  parser.on('error', () => {
    failed = true;
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (failed) return;
    const plain: Attributes = {};
    for (const [key, value] of Object.entries(attributes)) plain[local(key)] = String(value);
    visitor.open?.(local(name), plain);
  });
  parser.on('closetag', ({ name }) => {
    if (!failed) visitor.close?.(local(name));
  });
  parser.on('text', text => {
    if (!failed) visitor.text?.(text);
  });
  parser.write(decoded.text).close();
  return !failed;
};
