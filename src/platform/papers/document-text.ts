import { TextRun } from 'docx';
import { cleanText } from './cell-text';

/**
 * Chinese text as runs of a paragraph, one for each of its lines. The hint makes “ ” … and — take the width and shape of the
 * Chinese font; without it Word sets them in the Latin one.
 */
export const writeRuns = (text: string): TextRun[] =>
  cleanText(text)
    .split('\n')
    .map((line, index) => new TextRun({ font: { hint: 'eastAsia' }, text: line, ...(index > 0 ? { break: 1 } : {}) }));
