import { TextRun } from 'docx';
import { cleanText } from './cell-text';

/**
 * A run of Chinese text. The hint makes “ ” … and — take the width and shape of the Chinese font; without it Word sets them in
 * the Latin one. Line breaks become breaks within the paragraph.
 */
export const writeRun = (text: string): TextRun => {
  const [first = '', ...others] = cleanText(text).split('\n');
  return new TextRun({
    font: { hint: 'eastAsia' },
    children: [first, ...others.flatMap(line => [new TextRun({ break: 1 }), line])],
  });
};
