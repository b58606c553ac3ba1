import type { FormFigure } from '../../../subjects/reporting/form-schema';

/** The title of a section: what stands below it up to the next belongs to it. */
export type SectionLine = { kind: 'section'; key: string; name: string };
/** A figure; `key` is its code. `changeLimit` as it is typed. */
export type FigureLine = {
  kind: 'figure';
  key: string;
  mode: 'ask' | 'show';
  required: boolean;
  changeLimit: string;
};
/** A form from top to bottom, as it is drawn up. */
export type FormLine = SectionLine | FigureLine;

type Told = Pick<FormFigure, 'code' | 'section' | 'mode' | 'required' | 'changeLimit'>;

/** Figures without a section stand first: below a title they would be taken for its own. */
export const linesOf = (figures: readonly Told[]): FormLine[] => {
  const sections = [...new Set(['', ...figures.map(({ section }) => section)])];
  return sections.flatMap((name, at): FormLine[] => [
    ...(name === '' ? [] : [{ kind: 'section' as const, key: `§${at}`, name }]),
    ...figures
      .filter(({ section }) => section === name)
      .map(({ code, mode, required, changeLimit }) => ({
        ...{ kind: 'figure' as const, key: code, mode, required, changeLimit: changeLimit ?? '' },
      })),
  ]);
};

/** The figures in order, each with the section it stands in. */
export const figuresOf = (lines: readonly FormLine[]): Told[] => {
  let section = '';
  return lines.flatMap(line => {
    if (line.kind === 'section') {
      section = line.name.trim();
      return [];
    }
    const { key, mode, required, changeLimit } = line;
    return [{ code: key, section, mode, required, changeLimit: changeLimit.trim() || null }];
  });
};

export const sectionsOf = (lines: readonly FormLine[]): SectionLine[] => lines.filter(line => line.kind === 'section');

/** A new section's key: the others keep theirs. */
export const newSection = (lines: readonly FormLine[], name: string): SectionLine => {
  const numbers = sectionsOf(lines).map(({ key }) => Number(key.slice(1)));
  return { kind: 'section', key: `§${Math.max(0, ...numbers) + 1}`, name };
};

const isSection = ({ kind }: FormLine): boolean => kind === 'section';

/** Where the block of a line ends: a title goes with what stands below it. */
const blockEnd = (lines: readonly FormLine[], at: number): number => {
  if (!isSection(lines[at]!)) return at + 1;
  const next = lines.findIndex((line, index) => index > at && isSection(line));
  return next < 0 ? lines.length : next;
};

const withMoved = (lines: readonly FormLine[], from: number, end: number, to: number): FormLine[] => {
  const block = lines.slice(from, end);
  const rest = [...lines.slice(0, from), ...lines.slice(end)];
  rest.splice(to > from ? to - block.length : to, 0, ...block);
  return rest;
};

/** One step up or down: a figure past its neighbour, a section past the section beside it. The same lines where there is no way. */
export const moveLine = (lines: readonly FormLine[], key: string, step: -1 | 1): readonly FormLine[] => {
  const at = lines.findIndex(line => line.key === key);
  if (at < 0) return lines;
  const end = blockEnd(lines, at);
  if (!isSection(lines[at]!)) {
    const to = at + step;
    return to < 0 || to >= lines.length ? lines : withMoved(lines, at, end, step < 0 ? to : to + 1);
  }
  if (step > 0) return end >= lines.length ? lines : withMoved(lines, at, end, blockEnd(lines, end));
  const before = lines.findLastIndex((line, index) => index < at && isSection(line));
  if (before >= 0) return withMoved(lines, at, end, before);
  // Above the first title stands what has no section: the title goes up past it, and it is in the section.
  return at === 0 ? lines : withMoved(lines, at, at + 1, at - 1);
};

/** Puts a line before or behind the one it is dragged over; a section goes before or behind the whole section there. */
export const dropLine = (
  lines: readonly FormLine[],
  key: string,
  over: string,
  below: boolean,
): readonly FormLine[] => {
  const [at, target] = [key, over].map(one => lines.findIndex(line => line.key === one)) as [number, number];
  if (at < 0 || target < 0 || at === target) return lines;
  const end = blockEnd(lines, at);
  if (target > at && target < end) return lines;
  if (!isSection(lines[at]!)) return withMoved(lines, at, end, below ? target + 1 : target);
  const first = lines.findIndex(isSection);
  // Among what has no section: the first title takes what is below it then, another section goes above the first.
  if (target < first)
    return at === first ? withMoved(lines, at, at + 1, below ? target + 1 : target) : withMoved(lines, at, end, first);
  const head = lines.findLastIndex((line, index) => index <= target && isSection(line));
  return head === at ? lines : withMoved(lines, at, end, below ? blockEnd(lines, head) : head);
};

/** Without a line; what stood below a title belongs to the one above it then. */
export const withoutLine = (lines: readonly FormLine[], key: string): FormLine[] =>
  lines.filter(line => line.key !== key);

/** Adds a figure at the end of a section ('' for those before the first title). */
export const withFigure = (lines: readonly FormLine[], figure: FigureLine, section: string): FormLine[] => {
  const head = section === '' ? -1 : lines.findIndex(line => line.key === section);
  const next = lines.findIndex((line, index) => index > head && isSection(line));
  const at = next < 0 ? lines.length : next;
  return [...lines.slice(0, at), figure, ...lines.slice(at)];
};

/** Where a line stands: which of how many, and below which title. */
export const placeIn = (
  lines: readonly FormLine[],
  key: string,
): { at: number; of: number; section: string } | null => {
  const index = lines.findIndex(line => line.key === key);
  const line = lines[index];
  if (!line) return null;
  if (line.kind === 'section') {
    const sections = sectionsOf(lines);
    return { at: sections.indexOf(line) + 1, of: sections.length, section: '' };
  }
  const head = lines.findLastIndex((one, at) => at < index && isSection(one));
  const next = lines.findIndex((one, at) => at > index && isSection(one));
  const end = next < 0 ? lines.length : next;
  const title = lines[head];
  return { at: index - head, of: end - head - 1, section: title?.kind === 'section' ? title.name.trim() : '' };
};
