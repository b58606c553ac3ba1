// A name that reads `report-fdp.exe` with its end turned round, or that ends a header line, or that no header can carry.
const UNSAFE = /[\p{Cc}\p{Surrogate}\u202a-\u202e\u2066-\u2069\u200e\u200f\\/:*?"<>|]/gu;

const encoded = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** The header `content-disposition` for a file of this name (RFC 6266); any text at all makes a name that is safe to save. */
export const disposition = (name: string, as: 'attachment' | 'inline' = 'attachment'): string =>
  `${as}; filename*=UTF-8''${encoded(name.replaceAll(UNSAFE, '_').trim() || 'file')}`;
