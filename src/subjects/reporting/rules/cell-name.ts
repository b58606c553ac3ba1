/** A cell by name: `CODE`, or `CODE.option` where the figure has a dimension. Codes have no dot. */
export const cellNameOf = (code: string, category: string): string => (category === '' ? code : `${code}.${category}`);

/** `CODE.option` → its two parts; the option is '' where there is none. */
export const partsOfCell = (cell: string): { code: string; category: string } => {
  const dot = cell.indexOf('.');
  return dot < 0 ? { code: cell, category: '' } : { code: cell.slice(0, dot), category: cell.slice(dot + 1) };
};

/** The cells of a figure, in the order of its options. */
export const cellsOfFigure = ({
  code,
  categories,
}: {
  code: string;
  categories: readonly { code: string }[];
}): string[] => (categories.length === 0 ? [code] : categories.map(option => cellNameOf(code, option.code)));
