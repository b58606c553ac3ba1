import { AlignmentType, Document, Footer, Packer, PageNumber, Paragraph, TextRun } from 'docx';
import { cleanText } from './cell-text';
import { writeBlock, writeOpening } from './document-blocks';
import type { DocumentModel } from './document-model';
import {
  chineseFont,
  defaultLinePt,
  documentStyles,
  exactLine,
  fontNames,
  fontSize,
  halfPoints,
  pageProperties,
} from './document-style';

/** — 1 — in 四号宋体, one character free on the outer side. */
const writePageNumber = (side: 'left' | 'right'): Footer =>
  new Footer({
    children: [
      new Paragraph({
        alignment: side === 'right' ? AlignmentType.RIGHT : AlignmentType.LEFT,
        indent: { [side]: fontSize.四号 * 20 },
        spacing: exactLine(fontSize.四号),
        children: [
          new TextRun({
            font: chineseFont(fontNames.song, fontNames.song),
            size: halfPoints(fontSize.四号),
            children: ['— ', PageNumber.CURRENT, ' —'],
          }),
        ],
      }),
    ],
  });

/**
 * Writes a .docx in the layout of GB/T 9704-2012 (A4, margins 37/35/28/26 mm, 22 lines of 28 characters, 三号仿宋). The fonts
 * are named, not embedded: a computer without them shows substitutes.
 */
export const writeDocument = async (model: DocumentModel): Promise<Buffer> => {
  const linePt = model.linePt ?? defaultLinePt;
  const footers = model.pageNumbers ? { default: writePageNumber('right'), even: writePageNumber('left') } : {};
  const document = new Document({
    title: cleanText(model.title).replaceAll('\n', ''),
    creator: cleanText(model.creator ?? ''),
    styles: documentStyles(linePt),
    evenAndOddHeaderAndFooters: true,
    compatibility: { version: 15 },
    sections: [
      {
        properties: pageProperties(model.orientation, linePt),
        footers,
        children: [...writeOpening(model), ...model.blocks.flatMap(block => writeBlock(block, model.orientation))],
      },
    ],
  });
  return Packer.toBuffer(document);
};
