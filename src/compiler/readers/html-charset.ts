import { decodeText } from './decode-text';

const HEAD = 4096;

/** The text of a web page: by its mark, by what it declares (gb2312 is read as GB18030, which holds it), else as any text. `whole` is false where bytes could not be read. */
export const decodeHtml = (bytes: Uint8Array): { text: string; whole: boolean } | null => {
  const marked = /^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/.test(latin(bytes.subarray(0, 3)));
  const declared = marked ? null : charsetOf(latin(bytes.subarray(0, HEAD)));
  if (declared) {
    const text = decode(bytes, declared, true);
    if (text !== null) return { text, whole: true };
  }
  const decoded = decodeText(bytes);
  if (decoded) return { text: decoded.text, whole: decoded.whole };
  const text = decode(bytes, declared ?? 'utf-8', false);
  return text === null || text.includes('\0') ? null : { text, whole: false };
};

const charsetOf = (head: string): string | null => {
  const name = /charset[\s"'=]{1,20}([\w-]{2,20})/i.exec(head)?.[1]?.toLowerCase();
  if (!name) return null;
  if (/^(?:gb2312|gbk|gb_2312.*|x-gbk|gb18030)$/.test(name)) return 'gb18030';
  // A page that says so in readable letters is not UTF-16.
  return name.startsWith('utf-16') ? 'utf-8' : name;
};

const latin = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

const decode = (bytes: Uint8Array, charset: string, fatal: boolean): string | null => {
  try {
    return new TextDecoder(charset, { fatal }).decode(bytes);
  } catch {
    return null;
  }
};

// What may stand before the first tag of a page, and the tags that a page begins with.
const BEFORE = /^[^<]{0,8}(?:\s|<\?xml[^>]{0,200}>|<!--[\s\S]{0,3000}?-->)*/i;
const FIRST =
  /^<(?:!doctype\s+html|html|head|meta|title|body|div|table|article|section|p|h[1-6]|style|script|ul|ol)[\s>]/i;

/** Whether bytes are a web page: it begins with a tag of one. */
export const looksLikeHtml = (bytes: Uint8Array): boolean => {
  const head = latin(bytes.subarray(0, HEAD)).replaceAll('\0', '');
  return FIRST.test(head.replace(BEFORE, ''));
};
