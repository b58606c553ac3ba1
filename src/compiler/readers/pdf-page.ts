import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { type Matrix, multiply, type Rule, readRules } from './pdf-rules';
import { foldRadicals } from './radicals';

/** A run of characters on a page; in points, x to the right, y downwards to the line that it stands on. */
export type Run = { text: string; x0: number; x1: number; y: number; size: number };

/** `slanted` is what stands across the page: a watermark, a text along the edge. `drawn` is false for an empty page. */
export type Page = { number: number; runs: Run[]; rules: Rule[]; slanted: string[]; drawn: boolean };

/** What stands on a page. */
export const readPage = async (document: PDFDocumentProxy, number: number, paints: PaintCodes): Promise<Page> => {
  const page = await document.getPage(number);
  const { transform } = page.getViewport({ scale: 1 });
  const { items } = await page.getTextContent({ disableNormalization: true });
  const runs: Run[] = [];
  const slanted: string[] = [];
  for (const item of items) {
    if (!('str' in item) || item.str.trim() === '') continue;
    const [a, b, c, d, x, y] = multiply(transform as Matrix, item.transform as Matrix);
    const size = Math.hypot(c, d);
    if (Math.abs(b) > Math.abs(a) * 0.1) slanted.push(item.str);
    else runs.push({ text: foldRadicals(item.str), x0: x, x1: x + item.width, y, size });
  }
  const operators = await page.getOperatorList();
  const rules = runs.length > 0 ? readRules(operators, transform as Matrix, paints) : [];
  // With pictures left out, a page that only shows one has little to do but something.
  const drawn = operators.fnArray.length > 0;
  page.cleanup();
  return { number, runs, rules, slanted, drawn };
};

/** The numbers that the library gives to what is done on a page. */
export type PaintCodes = Record<
  'save' | 'restore' | 'transform' | 'paintFormXObjectBegin' | 'paintFormXObjectEnd' | 'constructPath' | 'endPath',
  number
> & { stroked: Set<number> };

// Private use, unknown, control characters, and letters of scripts that no Chinese document is written in: what comes out of a font
// that does not say which characters its shapes are.
const STRANGE = /[\p{Co}\p{Cc}\p{Cn}\ufffd\u0100-\u036f\u0500-\u1fff]/gu;

/** Whether the text of a page is not what a reader of it sees. */
export const isGarbled = ({ runs }: Page): boolean => {
  const text = runs.map(run => run.text).join('');
  return (text.match(STRANGE)?.length ?? 0) > text.length * 0.3;
};
