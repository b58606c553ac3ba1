import {
  AlignmentType,
  DocumentGridType,
  type IFontAttributesProperties,
  ImportedXmlComponent,
  type IParagraphStyleOptions,
  type ISectionPropertiesOptions,
  type IStylesOptions,
  LineRuleType,
  PageOrientation,
} from 'docx';

/** Font sizes by their Chinese names, in pt. */
export const fontSize = { 二号: 22, 三号: 16, 四号: 14, 小四: 12, 五号: 10.5 } as const;

/** Fonts as GB/T 9704-2012 names them. They are commercial: named in the file, never in it; Latin letters and digits in Times. */
export const fontNames = {
  title: '方正小标宋简体',
  hei: '黑体',
  kai: '楷体_GB2312',
  fang: '仿宋_GB2312',
  song: '宋体',
} as const;

/** A 三号 character is 16 pt wide, 28 of them must fit in 156 mm (15.79 pt each): taken in by 0.3 pt, in twips. */
const squeeze = -6;
export const defaultLinePt = 28.95;
const titleLinePt = 35;
/** A4, and the text area of 156 × 225 mm in it, mm. A landscape page is the same sheet turned, its head on the binding side. */
const sheet = { width: 210, height: 297 };
const margins = {
  portrait: { top: 37, bottom: 35, left: 28, right: 26 },
  landscape: { top: 28, bottom: 26, left: 35, right: 37 },
};
export const textWidthMm = { portrait: 156, landscape: 225 };
const charactersPerLine = 28;
/** The dashes of the page number stand 7 mm under the text area; half a line of 四号 lies below them. */
const numberBelowTextMm = 7 + 2.5;

export const twips = (mm: number): number => Math.round((mm * 1440) / 25.4);
export const halfPoints = (pt: number): number => Math.round(pt * 2);

export const chineseFont = (eastAsia: string, latin = 'Times New Roman'): IFontAttributesProperties => ({
  ascii: latin,
  hAnsi: latin,
  cs: latin,
  eastAsia,
  hint: 'eastAsia',
});

export const exactLine = (pt: number) => ({
  line: Math.round(pt * 20),
  lineRule: LineRuleType.EXACT,
  before: 0,
  after: 0,
});

/** First line indented by two characters: in characters for Word and WPS, in twips for everything else. */
export const twoCharacters = { firstLine: 2 * fontSize.三号 * 20, firstLineChars: 200 };

const paragraphStyle = (
  id: string,
  name: string,
  more: Omit<IParagraphStyleOptions, 'id' | 'name'>,
): IParagraphStyleOptions => ({
  id,
  name,
  basedOn: 'Normal',
  quickFormat: true,
  ...more,
});

const headingStyle = (level: 1 | 2 | 3 | 4, font: string, linePt: number): IParagraphStyleOptions =>
  paragraphStyle(`Heading${level}`, `heading ${level}`, {
    next: 'BodyText',
    run: { font: chineseFont(font) },
    paragraph: { spacing: exactLine(linePt), indent: twoCharacters, keepNext: true, outlineLevel: level - 1 },
  });

const tableText = (id: string, name: string, pt: number, linePt: number, font: string) =>
  paragraphStyle(id, name, {
    run: { font: chineseFont(font), size: halfPoints(pt), characterSpacing: 0 },
    paragraph: { spacing: exactLine(linePt), indent: { firstLine: 0, firstLineChars: 0 } },
  });

/** Names of the styles in tables; some programs take only ASCII there. */
export const tableStyles = {
  小四: { text: 'TableText12', head: 'TableHead12' },
  五号: { text: 'TableText10', head: 'TableHead10' },
} as const;

/** Line spacing inside tables, pt. */
const tableLinePt = { 小四: 18, 五号: 15.5 } as const;

/**
 * What every style stands on. Written as XML since the library has no `snapToGrid` for paragraphs: with it on, LibreOffice
 * gives each character wider than the grid two cells of it. Exact lines and `squeeze` give the 22 lines of 28 characters
 * in every program. Styles that the library brings are left out with this.
 */
const baseStyles = (linePt: number): ImportedXmlComponent[] => {
  const latin = 'Times New Roman';
  const size = halfPoints(fontSize.三号);
  return [
    `<w:docDefaults><w:rPrDefault><w:rPr>` +
      `<w:rFonts w:ascii="${latin}" w:hAnsi="${latin}" w:cs="${latin}" w:eastAsia="${fontNames.fang}"/>` +
      `<w:sz w:val="${size}"/><w:szCs w:val="${size}"/>` +
      `<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>`,
    `<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>` +
      `<w:pPr><w:widowControl w:val="0"/><w:snapToGrid w:val="0"/>` +
      `<w:spacing w:before="0" w:after="0" w:line="${Math.round(linePt * 20)}" w:lineRule="exact"/><w:jc w:val="both"/></w:pPr>` +
      `<w:rPr><w:snapToGrid w:val="0"/><w:spacing w:val="${squeeze}"/><w:sz w:val="${size}"/><w:szCs w:val="${size}"/></w:rPr></w:style>`,
  ].map(xml => ImportedXmlComponent.fromXmlString(xml));
};

export const documentStyles = (linePt: number): IStylesOptions => ({
  importedStyles: baseStyles(linePt),
  paragraphStyles: [
    paragraphStyle('Title', 'Title', {
      next: 'BodyText',
      run: { font: chineseFont(fontNames.title), size: halfPoints(fontSize.二号), characterSpacing: 0 },
      paragraph: { alignment: AlignmentType.CENTER, spacing: exactLine(titleLinePt) },
    }),
    headingStyle(1, fontNames.hei, linePt),
    headingStyle(2, fontNames.kai, linePt),
    headingStyle(3, fontNames.fang, linePt),
    headingStyle(4, fontNames.fang, linePt),
    paragraphStyle('BodyText', '公文正文', { paragraph: { spacing: exactLine(linePt), indent: twoCharacters } }),
    paragraphStyle('Subtitle', '公文副标题', {
      run: { font: chineseFont(fontNames.kai), size: halfPoints(fontSize.三号) },
      paragraph: { alignment: AlignmentType.CENTER, spacing: exactLine(linePt) },
    }),
    paragraphStyle('Attachment', '附件标记', { run: { font: chineseFont(fontNames.hei) } }),
    tableText(tableStyles.小四.text, '表格文字小四', fontSize.小四, tableLinePt.小四, fontNames.fang),
    tableText(tableStyles.五号.text, '表格文字五号', fontSize.五号, tableLinePt.五号, fontNames.fang),
    tableText(tableStyles.小四.head, '表头小四', fontSize.小四, tableLinePt.小四, fontNames.hei),
    tableText(tableStyles.五号.head, '表头五号', fontSize.五号, tableLinePt.五号, fontNames.hei),
  ],
});

/** Page, margins and grid: 22 lines of 28 characters on a portrait page. */
export const pageProperties = (orientation: 'portrait' | 'landscape', linePt: number): ISectionPropertiesOptions => {
  const { top, bottom, left, right } = margins[orientation];
  const characterPt = ((textWidthMm.portrait / 25.4) * 72) / charactersPerLine;
  return {
    page: {
      size: {
        width: twips(sheet.width),
        height: twips(sheet.height),
        orientation: orientation === 'landscape' ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
      },
      margin: {
        top: twips(top),
        bottom: twips(bottom),
        left: twips(left),
        right: twips(right),
        header: twips(15),
        footer: twips(bottom - numberBelowTextMm),
      },
    },
    grid: {
      type: DocumentGridType.LINES_AND_CHARS,
      linePitch: Math.round(linePt * 20),
      // The format counts the width added to each character of the standard size in 1/4096 pt.
      charSpace: Math.round((characterPt - fontSize.三号) * 4096),
    },
  };
};
