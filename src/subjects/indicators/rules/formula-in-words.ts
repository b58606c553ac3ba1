const CODE = /([A-Z][A-Z0-9_]*)(?:\.([a-z]\w*))?/g;

/** The codes that a text names, in its order, each once; of a text that is half written too. */
export const codesInText = (text: string | null): string[] => [
  ...new Set([...(text ?? '').matchAll(CODE)].map(([, code]) => code!)),
];

export type NamedFigures = ReadonlyMap<string, { name: string; categories: readonly { code: string; name: string }[] }>;

const inWords = (text: string, figures: NamedFigures): string =>
  text
    .replaceAll(CODE, (written, code: string, option?: string) => {
      const figure = figures.get(code);
      if (!figure) return written;
      const category = figure.categories.find(one => one.code === option)?.name ?? option;
      return category === undefined ? figure.name : `${figure.name}（${category}）`;
    })
    .replaceAll('*', '×')
    .replaceAll('/', '÷');

/** A formula with the names of figures in place of their codes: 在园幼儿数（公办） ÷ 在园幼儿数. */
export const formulaInWords = (numerator: string, denominator: string | null, figures: NamedFigures): string => {
  if (denominator === null) return inWords(numerator, figures);
  return [numerator, denominator]
    .map(side => (/[-+*/]/.test(side) ? `（${inWords(side, figures)}）` : inWords(side, figures)))
    .join(' ÷ ');
};
