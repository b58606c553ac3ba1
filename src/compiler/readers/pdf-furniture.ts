import type { PageLine } from './pdf-lines';

const PAGE_NUMBER = /^[-—－–·•\s]*#[-—－–·•\s]*$|^第\s*#\s*页(?:[\s,，/共]*#\s*页)?$|^#\s*\/\s*#$/;
const EDGE_LINES = 2;

const pattern = (text: string): string => text.replace(/[0-9]+|[ⅰ-ⅿⅠ-Ⅿ]+/g, '#').replace(/\s+/g, '');

/** Which lines are running headers (`header`) or page numbers and running footers (`footer`): they stand at the same height on several pages. */
export const findFurniture = (pages: PageLine[][]): Map<PageLine, 'header' | 'footer'> => {
  const found = new Map<PageLine, 'header' | 'footer'>();
  const edges = pages.map(lines => ({
    header: lines.slice(0, EDGE_LINES),
    footer: lines.slice(EDGE_LINES).slice(-EDGE_LINES),
  }));
  const counts = new Map<string, number>();
  const key = (edge: string, line: PageLine, shift: number): string =>
    `${edge} ${Math.floor(line.y / 6) + shift} ${pattern(line.text)}`;
  for (const page of edges)
    for (const edge of ['header', 'footer'] as const)
      for (const line of page[edge]) counts.set(key(edge, line, 0), (counts.get(key(edge, line, 0)) ?? 0) + 1);
  const repeated = (edge: string, line: PageLine): boolean =>
    [-1, 0, 1].reduce((sum, shift) => sum + (counts.get(key(edge, line, shift)) ?? 0), 0) >=
    Math.max(2, Math.min(4, pages.length / 3));
  for (const page of edges) {
    for (const edge of ['header', 'footer'] as const) {
      // From the edge of the page inwards: the text begins with the first line that is not repeated.
      const inwards = edge === 'header' ? page.header : page.footer.toReversed();
      for (const line of inwards) {
        if (!(PAGE_NUMBER.test(pattern(line.text)) || (line.text.length < 60 && repeated(edge, line)))) break;
        found.set(line, edge);
      }
    }
  }
  return found;
};
