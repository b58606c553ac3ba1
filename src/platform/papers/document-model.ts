export type Align = 'left' | 'center' | 'right';

export type TableColumn = {
  header: string;
  /** Width in mm. Columns that together exceed the text area (156 mm, landscape 225 mm) are narrowed in proportion. */
  width: number;
  align?: Align;
};

export type TableBlock = {
  kind: 'table';
  columns: readonly TableColumn[];
  /** A row of cells (line breaks make paragraphs), or one line over the whole width that heads the rows below it. */
  rows: readonly (readonly string[] | { group: string })[];
  /** Repeat the header on every page; true when absent. */
  repeatHeader?: boolean;
  /** 小四 (12 pt) or 五号 (10.5 pt); 小四 when absent. */
  size?: '小四' | '五号';
};

export type ParagraphBlock = {
  kind: 'paragraph';
  text: string;
  /** `addressee` (主送机关) stands flush left; `attachment` (附件1) begins a new page, flush left in 黑体. */
  role?: 'body' | 'addressee' | 'attachment';
};

export type Block =
  | { kind: 'heading'; level: 1 | 2 | 3 | 4; text: string }
  | ParagraphBlock
  | TableBlock
  /** 署名 and 成文日期; three empty lines over it leave room for a seal, one without. */
  | { kind: 'signature'; body: string; date: string; seal?: boolean }
  /** 附注: indented by two characters, written as it is given. */
  | { kind: 'note'; text: string };

/** An official document (公文) or its annex, laid out by GB/T 9704-2012. */
export type DocumentModel = {
  /** Line breaks in it are kept, for the shape of a trapezium or diamond. */
  title: string;
  subtitle?: string;
  /** 版头: 发文机关标志 in red and 发文字号 over a red line. */
  redHead?: { issuer: string; number: string };
  orientation: 'portrait' | 'landscape';
  blocks: readonly Block[];
  /** — 1 — at the foot, outer side. */
  pageNumbers: boolean;
  /** Exact line spacing of the text in pt; 28.95 when absent (22 lines a page). */
  linePt?: number;
  /** Author in the properties of the file. */
  creator?: string;
};
