import { compareDecimals, plainDecimal } from '../../../kernel/decimal';
import { dateInChina } from '../../../kernel/today';
import { say } from '../../../locales/say';
import type { DateText, Decimal } from '../../../platform/database/tables';
import type { Block, DocumentModel, TableBlock } from '../../../platform/papers/document-model';
import { plannedOn } from '../rules/targets';
import { type Letter, type LetterLine, quarterEnds } from './letter-reads';

export type LetterHead = { year: number; language: string };

const speaker =
  ({ language }: LetterHead) =>
  (key: string, values: Record<string, unknown> = {}) =>
    say(language, `target-papers:${key}`, values);

type Say = ReturnType<typeof speaker>;

const shown = (text: Say, value: Decimal | null): string => (value === null ? text('none') : plainDecimal(value));

/** 2026年12月31日 */
const dateText = (text: Say, date: DateText): string => {
  const [year, month, day] = date.split('-').map(Number);
  return text('date', { year, month, day });
};

/** 12月底前, 6月15日前, as an official document writes a deadline. */
const dueText = (text: Say, dueOn: DateText, year: number): string => {
  const [dueYear, month, day] = dueOn.split('-').map(Number) as [number, number, number];
  if (dueYear !== year) return text('dueInOtherYear', { year: dueYear, month, day });
  const last = new Date(Date.UTC(dueYear, month, 0)).getUTCDate();
  return day === last ? text('dueInMonth', { month }) : text('dueOn', { month, day });
};

/** ≥93.5%, as words: 不低于93.5; an increment below nothing is 减少. */
const valueText = (text: Say, { target: { comparator }, part }: LetterLine): string => {
  if (part.value === null) return text('none');
  const value = plainDecimal(part.value);
  if (comparator === 'add' && compareDecimals(value, '0') < 0) return text('value.less', { value: value.slice(1) });
  return text(`value.${comparator === 'range' ? 'eq' : comparator}`, { value });
};

const targetsTable = (text: Say, { year }: LetterHead, lines: readonly LetterLine[]): TableBlock => ({
  kind: 'table',
  columns: [
    { header: text('column.place'), width: 11, align: 'center' },
    { header: text('column.indicator'), width: 41 },
    { header: text('column.unit'), width: 12, align: 'center' },
    { header: text('column.baseline'), width: 16, align: 'center' },
    { header: text('column.value'), width: 24, align: 'center' },
    { header: text('column.due'), width: 20, align: 'center' },
    { header: text('column.item'), width: 14, align: 'center' },
    { header: text('column.lead'), width: 18, align: 'center' },
  ],
  rows: lines.map((line, index) => [
    String(index + 1),
    line.target.indicator + (line.target.strength === 'strive' ? text('strive') : ''),
    line.target.unit ?? '',
    // An increment begins at nothing: that is no baseline.
    line.target.comparator === 'add' ? text('none') : shown(text, line.course.shape.baseline),
    valueText(text, line),
    dueText(text, line.target.dueOn, year),
    line.target.number === null ? text('none') : text('item', { number: line.target.number }),
    line.target.leadName ?? text('none'),
  ]),
  size: '五号',
});

const courseTable = (text: Say, { year }: LetterHead, lines: readonly LetterLine[]): TableBlock => ({
  kind: 'table',
  columns: [
    { header: text('column.place'), width: 11, align: 'center' },
    { header: text('column.indicator'), width: 55 },
    { header: text('column.unit'), width: 15, align: 'center' },
    ...quarterEnds(year).map((_, index) => ({
      header: text(`quarter.${index + 1}`),
      width: 19,
      align: 'center' as const,
    })),
  ],
  rows: lines.map(({ target, course }, index) => [
    String(index + 1),
    target.indicator,
    target.unit ?? '',
    ...quarterEnds(year).map(on => shown(text, plannedOn(course.points, on, course.shape.trajectory))),
  ]),
  size: '五号',
});

/** Without the full stop that the sentence around it ends with. */
const unstopped = (words: string): string => words.trim().replace(/[。．.；;]+$/u, '');

const notesOf = (text: Say, lines: readonly LetterLine[]): Block[] =>
  lines.flatMap(({ allocation, target, part }, index): Block[] => {
    const { waiver, waivedAs, waivedAt } = allocation;
    const place = index + 1;
    return [
      ...(part.note
        ? [{ kind: 'paragraph' as const, text: text('note.part', { place, note: unstopped(part.note) }) }]
        : []),
      ...(waiver !== null && waivedAt !== null
        ? [
            {
              kind: 'paragraph' as const,
              text: text('note.waiver', {
                place,
                indicator: target.indicator,
                waiver: unstopped(waiver),
                signedAs: waivedAs,
                on: dateText(text, dateInChina(waivedAt)),
              }),
            },
          ]
        : []),
    ];
  });

/** 10:30 in China. */
const momentText = (text: Say, instant: string): string => {
  const time = new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(11, 16);
  return `${dateText(text, dateInChina(instant))} ${time}`;
};

type Signing = { who: string; at: string | null };

/** Those that the same person signed on the same day are one line; the first of them says when. */
const bySigning = (lines: readonly LetterLine[], signingOf: (line: LetterLine) => Signing) => {
  const groups = new Map<string, Signing & { places: number[] }>();
  for (const [index, line] of lines.entries()) {
    const { who, at } = signingOf(line);
    const key = at === null ? '' : `${who} ${dateInChina(at)}`;
    const group = groups.get(key) ?? { who, at, places: [] };
    group.places.push(index + 1);
    groups.set(key, group);
  }
  return [...groups.values()];
};

/** Who gave what when, and who signed for it: nobody seems to have signed before anything was given. */
const signaturesOf = (text: Say, { unitName, by, lines }: Letter): Block => {
  const rowsOf = (side: string, unit: string, signingOf: (line: LetterLine) => Signing): string[][] => {
    const groups = bySigning(lines, signingOf);
    return groups.map(({ who, at, places }) => [
      side + (groups.length === 1 ? '' : `\n${text('sign.places', { places: places.join(text('between')) })}`),
      `${unit}\n${who}`,
      at === null ? text('sign.openDate') : momentText(text, at),
    ]);
  };
  const given = rowsOf(text('sign.given'), by.unitName, ({ allocation: { sentBy, sentAt } }) => ({
    who: `${sentBy ?? ''}${text('seal')}`,
    at: sentAt,
  }));
  const taken = rowsOf(text('sign.taken'), unitName, ({ part }) => ({
    who: part.signedAs ?? text('sign.open'),
    at: part.signedAt,
  }));
  return {
    kind: 'table',
    columns: [
      { header: text('sign.side'), width: 34, align: 'center' },
      { header: text('sign.who'), width: 74, align: 'center' },
      { header: text('sign.when'), width: 48, align: 'center' },
    ],
    rows: [...given, ...taken],
    size: '五号',
  };
};

/** 目标责任书 of one unit: its targets, their course by quarter, explanations, and who signed when. */
export const letterDocument = (head: LetterHead, letter: Letter): DocumentModel => {
  const text = speaker(head);
  const { unitName, by, lines } = letter;
  const sentAt = lines
    .map(({ allocation }) => allocation.sentAt!)
    .toSorted()
    .at(-1)!;
  const notes = notesOf(text, lines);
  const heading = (key: string): Block => ({ kind: 'heading', level: 1, text: text(key) });
  return {
    title: text('title', { by: by.unitName, year: head.year }),
    subtitle: unitName,
    orientation: 'portrait',
    pageNumbers: true,
    creator: by.unitName,
    blocks: [
      { kind: 'paragraph', text: text('parties', { by: by.unitName, unit: unitName }) },
      {
        kind: 'paragraph',
        text: text('opening', { year: head.year, by: by.unitName, unit: unitName, count: lines.length }),
      },
      heading('section.targets'),
      targetsTable(text, head, lines),
      heading('section.course'),
      courseTable(text, head, lines),
      ...notes,
      heading('section.duty'),
      { kind: 'paragraph', text: text('duty', { unit: unitName, by: by.unitName }) },
      heading('section.signatures'),
      signaturesOf(text, letter),
      { kind: 'signature', body: by.unitName, date: dateText(text, dateInChina(sentAt)), seal: true },
    ],
  };
};

export const letterName = (head: LetterHead, { unitName }: Letter): string =>
  `${speaker(head)('name', { year: head.year, unit: unitName })}.docx`;
export const lettersName = (head: LetterHead, by: string): string =>
  `${speaker(head)('allName', { year: head.year, by })}.zip`;
