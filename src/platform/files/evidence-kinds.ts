/** What an office hands in. Two kinds of one family may stand for each other in a name (a .jpg that is a PNG). */
export type Family = 'document' | 'text' | 'picture' | 'sound' | 'video' | 'archive';

export type EvidenceKind = { family: Family; mediaType: string; extensions: readonly string[] };

const OFFICE = 'application/vnd.openxmlformats-officedocument';
const OPEN = 'application/vnd.oasis.opendocument';

/**
 * The kinds that may be uploaded, under the name that their content goes by. Programs, scripts, web pages disguised as
 * something else, Office files with macros (docm, xlsm) and vector pictures (they carry scripts) are not among them.
 * Old Office and WPS files are all one container (cfb); so is an encrypted .docx.
 */
export const EVIDENCE_KINDS: Record<string, EvidenceKind> = {
  pdf: { family: 'document', mediaType: 'application/pdf', extensions: ['pdf'] },
  ofd: { family: 'document', mediaType: 'application/ofd', extensions: ['ofd'] },
  docx: { family: 'document', mediaType: `${OFFICE}.wordprocessingml.document`, extensions: ['docx'] },
  xlsx: { family: 'document', mediaType: `${OFFICE}.spreadsheetml.sheet`, extensions: ['xlsx'] },
  pptx: { family: 'document', mediaType: `${OFFICE}.presentationml.presentation`, extensions: ['pptx'] },
  odt: { family: 'document', mediaType: `${OPEN}.text`, extensions: ['odt'] },
  ods: { family: 'document', mediaType: `${OPEN}.spreadsheet`, extensions: ['ods'] },
  odp: { family: 'document', mediaType: `${OPEN}.presentation`, extensions: ['odp'] },
  cfb: {
    family: 'document',
    mediaType: 'application/x-cfb',
    extensions: ['doc', 'xls', 'ppt', 'wps', 'et', 'dps', 'docx', 'xlsx', 'pptx'],
  },
  rtf: { family: 'document', mediaType: 'application/rtf', extensions: ['rtf', 'doc'] },
  text: { family: 'text', mediaType: 'text/plain', extensions: ['txt', 'md', 'markdown', 'csv', 'tsv', 'log'] },
  // What old programs save as .doc and .xls is often a web page. It is never shown in place, only downloaded.
  html: { family: 'text', mediaType: 'text/html', extensions: ['html', 'htm', 'mht', 'doc', 'xls', 'txt', 'md'] },
  jpg: { family: 'picture', mediaType: 'image/jpeg', extensions: ['jpg', 'jpeg'] },
  png: { family: 'picture', mediaType: 'image/png', extensions: ['png'] },
  apng: { family: 'picture', mediaType: 'image/png', extensions: ['png', 'apng'] },
  gif: { family: 'picture', mediaType: 'image/gif', extensions: ['gif'] },
  webp: { family: 'picture', mediaType: 'image/webp', extensions: ['webp'] },
  bmp: { family: 'picture', mediaType: 'image/bmp', extensions: ['bmp'] },
  tif: { family: 'picture', mediaType: 'image/tiff', extensions: ['tif', 'tiff'] },
  heic: { family: 'picture', mediaType: 'image/heic', extensions: ['heic', 'heif'] },
  mp3: { family: 'sound', mediaType: 'audio/mpeg', extensions: ['mp3'] },
  m4a: { family: 'sound', mediaType: 'audio/mp4', extensions: ['m4a'] },
  wav: { family: 'sound', mediaType: 'audio/wav', extensions: ['wav'] },
  amr: { family: 'sound', mediaType: 'audio/amr', extensions: ['amr'] },
  aac: { family: 'sound', mediaType: 'audio/aac', extensions: ['aac'] },
  mp4: { family: 'video', mediaType: 'video/mp4', extensions: ['mp4', 'm4v'] },
  mov: { family: 'video', mediaType: 'video/quicktime', extensions: ['mov'] },
  avi: { family: 'video', mediaType: 'video/vnd.avi', extensions: ['avi'] },
  zip: { family: 'archive', mediaType: 'application/zip', extensions: ['zip'] },
  rar: { family: 'archive', mediaType: 'application/x-rar-compressed', extensions: ['rar'] },
  '7z': { family: 'archive', mediaType: 'application/x-7z-compressed', extensions: ['7z'] },
};

const CLAIMS = new Map<string, Set<Family>>();
for (const { family, extensions } of Object.values(EVIDENCE_KINDS))
  for (const extension of extensions) CLAIMS.set(extension, (CLAIMS.get(extension) ?? new Set()).add(family));

/** The families that an extension speaks of; undefined where it says nothing (通知.2026年). */
export const familiesOf = (extension: string): ReadonlySet<Family> | undefined => CLAIMS.get(extension.toLowerCase());

const SHOWN = 200;

/**
 * The name as people see it, without what could lead anywhere or hide something: no folders, no control characters, none that turn the
 * direction of writing (報告‮gpj.exe), no leading dots; 200 characters, the end kept.
 */
export function cleanFileName(name: string): string {
  const last = name.normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  const clean = last
    .replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, '')
    .replaceAll(/[<>:"|?*]/g, '_')
    .replace(/^[\s.]+/, '')
    .replace(/[\s.]+$/, '');
  return [...clean].slice(-SHOWN).join('') || '_';
}

export const extensionOf = (name: string): string => /\.([^.]{1,10})$/.exec(name)?.[1]?.toLowerCase() ?? '';
