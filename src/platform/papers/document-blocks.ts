import { AlignmentType, BorderStyle, type FileChild, HeadingLevel, Paragraph, TextRun } from 'docx';
import { cleanText } from './cell-text';
import type { Block, DocumentModel, ParagraphBlock } from './document-model';
import { chineseFont, exactLine, fontNames, fontSize, halfPoints, textWidthMm, twips } from './document-style';
import { writeTable } from './document-table';
import { writeRuns } from './document-text';
import { measureWidth } from './text-width';

const red = 'FF0000';
const headings = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3, HeadingLevel.HEADING_4];
/** 发文机关标志: its upper edge 35 mm below that of the text area; as large as fits on one line. */
const markBelowTopMm = 35;
const largestMarkPt = 48;
const emptyLines = (count: number): Paragraph[] => Array.from({ length: count }, () => new Paragraph({}));

const writeRedHead = ({ issuer, number }: NonNullable<DocumentModel['redHead']>, widthMm: number): Paragraph[] => {
  const characters = Math.max(1, measureWidth(issuer) / 2);
  const markPt = Math.min(largestMarkPt, Math.floor(((widthMm / 25.4) * 72) / characters));
  const mark = new TextRun({
    text: cleanText(issuer),
    font: chineseFont(fontNames.title),
    size: halfPoints(markPt),
    color: red,
    characterSpacing: 0,
  });
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { ...exactLine(markPt * 1.2), before: twips(markBelowTopMm) },
      children: [mark],
    }),
    ...emptyLines(2),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      // The red line stands 4 mm (11 pt) under the number, as wide as the text area.
      border: { bottom: { style: BorderStyle.SINGLE, size: 12, color: red, space: 11 } },
      children: writeRuns(number),
    }),
    ...emptyLines(2),
  ];
};

/** What stands over the text: 版头 when there is one, title, subtitle, and an empty line. */
export const writeOpening = (model: DocumentModel): Paragraph[] => [
  ...(model.redHead ? writeRedHead(model.redHead, textWidthMm[model.orientation]) : []),
  new Paragraph({ heading: HeadingLevel.TITLE, children: writeRuns(model.title) }),
  ...(model.subtitle ? [new Paragraph({ style: 'Subtitle', children: writeRuns(model.subtitle) })] : []),
  ...emptyLines(1),
];

const writeParagraphs = ({ text, role = 'body' }: ParagraphBlock): Paragraph[] =>
  cleanText(text)
    .split('\n')
    .map((part, index) => {
      const children = writeRuns(part);
      if (role === 'attachment') return new Paragraph({ style: 'Attachment', pageBreakBefore: index === 0, children });
      return new Paragraph({ ...(role === 'body' ? { style: 'BodyText' } : {}), children });
    });

/** Width in Chinese characters, with the quarter that programs put between Chinese and Latin. */
const countCharacters = (text: string): number =>
  measureWidth(text) / 2 + (text.match(/\d(?=\p{Script=Han})|\p{Script=Han}(?=\d)/gu)?.length ?? 0) / 4;

/** 成文日期 leaves four characters free on the right; 署名 is centred over it. Both in units of a 三号 character. */
const writeSignature = (body: string, date: string, seal: boolean): Paragraph[] => {
  const fromRight = 4;
  const bodyFromRight = Math.max(0, fromRight + (countCharacters(date) - countCharacters(body)) / 2);
  const atRight = (text: string, characters: number, keepNext: boolean): Paragraph =>
    new Paragraph({
      alignment: AlignmentType.RIGHT,
      indent: { right: Math.round(characters * fontSize.三号 * 20) },
      keepNext,
      children: writeRuns(text),
    });
  return [...emptyLines(seal ? 3 : 1), atRight(body, bodyFromRight, true), atRight(date, fromRight, false)];
};

/** A block as paragraphs and tables of the document. */
export const writeBlock = (block: Block, orientation: DocumentModel['orientation']): FileChild[] => {
  switch (block.kind) {
    case 'heading':
      return [new Paragraph({ heading: headings[block.level - 1]!, children: writeRuns(block.text) })];
    case 'paragraph':
      return writeParagraphs(block);
    case 'table':
      return [writeTable(block, orientation)];
    case 'signature':
      return writeSignature(block.body, block.date, block.seal ?? false);
    case 'note':
      return [new Paragraph({ style: 'BodyText', children: writeRuns(block.text) })];
  }
};
