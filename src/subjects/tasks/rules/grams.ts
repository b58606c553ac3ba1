const PIECES = /[\p{L}\p{N}]+/gu;

/** Text as it is searched: full width is half width, case does not matter. */
export const searchable = (text: string): string => text.normalize('NFKC').toLowerCase();

const piecesOf = (text: string): string[] => searchable(text).match(PIECES) ?? [];

/**
 * The two-character pieces of a text, each once: 学前教育 → 学前 前教 教育. Nothing reaches over a punctuation mark or space.
 * Two characters are what a Chinese word of search has at least, and what trigrams miss.
 */
export const gramsOf = (...texts: (string | null | undefined)[]): string[] => {
  const grams = new Set<string>();
  for (const piece of texts.flatMap(text => (text ? piecesOf(text) : []))) {
    const characters = Array.from(piece);
    for (let i = 0; i + 1 < characters.length; i += 1) grams.add(characters[i]! + characters[i + 1]!);
  }
  return [...grams];
};

/** One word of a search: its grams, and the text to look for where they alone could mislead. */
export type SearchWord = {
  text: string;
  grams: string[];
  /** Do the grams say it all (a word of two characters), or must the text be looked at too? */
  exact: boolean;
};

/** The words of a search, as typed with spaces between; every one has to occur. At most eight. */
export const searchWords = (query: string): SearchWord[] =>
  [...new Set(searchable(query).split(/\s+/).filter(Boolean))].slice(0, 8).map(text => {
    const grams = gramsOf(text);
    return { text, grams, exact: grams.length === 1 && grams[0] === text };
  });
