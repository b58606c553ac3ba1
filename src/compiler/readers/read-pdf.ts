import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { refuse } from '../../kernel/refusal';
import type { Source, Unread } from '../source';
import { joinBlocks } from './blocks';
import { layOutPages } from './pdf-layout';
import { isGarbled, type Page, type PaintCodes, readPage } from './pdf-page';

const MOST_PAGES = 3000;

/**
 * Reads a PDF: lines put together to paragraphs, ruled tables as cells; page numbers and running heads stand at the end. Refuses
 * `encrypted-document`, `scanned-document` (pages without text, or in fonts that do not say what their characters are),
 * `empty-document`, `too-large` and `unreadable-document`.
 */
export const readPdf = async (bytes: Uint8Array, name: string): Promise<Source> => {
  const { getDocument, OPS } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const folder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  const task = getDocument({
    data: Uint8Array.from(bytes),
    cMapUrl: `${folder}/cmaps/`,
    cMapPacked: true,
    standardFontDataUrl: `${folder}/standard_fonts/`,
    verbosity: 0,
    isEvalSupported: false,
    disableFontFace: true,
    useSystemFonts: false,
    // Pictures are never looked at.
    maxImageSize: 1,
  });
  const paints: PaintCodes = {
    save: OPS.save,
    restore: OPS.restore,
    transform: OPS.transform,
    paintFormXObjectBegin: OPS.paintFormXObjectBegin,
    paintFormXObjectEnd: OPS.paintFormXObjectEnd,
    constructPath: OPS.constructPath,
    endPath: OPS.endPath,
    stroked: new Set([OPS.stroke, OPS.closeStroke, OPS.fillStroke, OPS.eoFillStroke, OPS.closeFillStroke]),
  };
  try {
    const document = await task.promise.catch((error: Error) =>
      refuse(error.name === 'PasswordException' ? 'encrypted-document' : 'unreadable-document', { name }),
    );
    if (document.numPages > MOST_PAGES) refuse('too-large', { limit: `${MOST_PAGES}`, name });
    return await readPages(document, name, paints);
  } finally {
    await task.destroy();
  }
};

const readPages = async (document: PDFDocumentProxy, name: string, paints: PaintCodes): Promise<Source> => {
  const pages: Page[] = [];
  const unread: Unread[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await readPage(document, number, paints).catch(() => null);
    if (page && page.runs.length > 0 && !isGarbled(page)) pages.push(page);
    else if (!page || page.runs.length > 0 || page.drawn) unread.push({ at: 0, what: `第${number}页` });
  }
  if (pages.length === 0) refuse(unread.length > 0 ? 'scanned-document' : 'empty-document', { name });
  return { name, mediaType: 'application/pdf', ...joinBlocks(layOutPages(pages)), unread };
};
