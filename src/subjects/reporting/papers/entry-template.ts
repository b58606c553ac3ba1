import type { RowInput, WorkbookModel } from '../../../platform/papers/workbook-model';
import type { EntryPage } from '../entry-schema';
import { cellNameOf } from '../rules/cell-name';
import { formulaInWords } from '../rules/formula-in-words';
import { markOf, wordsIn } from './cell-mark';

type Words = ReturnType<typeof wordsIn>;
type Page = Pick<
  EntryPage,
  'key' | 'form' | 'unit' | 'period' | 'window' | 'figures' | 'checks' | 'values' | 'previous'
> & { draft: Record<string, { v: string; n?: string }> };

const rowsOf = ({ key, figures, values, draft, previous }: Page, words: Words): RowInput[] =>
  figures.flatMap(figure =>
    (figure.categories.length > 0 ? figure.categories : [{ code: '', name: '' }]).map(option => {
      const cell = cellNameOf(figure.code, option.code);
      const text = draft[cell]?.v ?? values[cell] ?? '';
      return {
        code: cell,
        section: figure.section,
        name: figure.mode === 'show' ? figure.name + words('shown') : figure.name,
        category: option.name,
        unit: figure.unit,
        previous: previous.values[cell] ?? null,
        value: text,
        note: draft[cell]?.n ?? '',
        base: text,
        mark: markOf(key),
      };
    }),
  );

const notesOf = (page: Page, words: Words): string[] => {
  const inWords = (text: string) =>
    formulaInWords((key, values) => words(`formula.${key}`, values), text, page.figures);
  return [
    words('notes.fill'),
    words('notes.number'),
    words('notes.due', { due: page.window.extendedTo ?? page.window.dueOn, locks: page.window.locksOn }),
    words('notes.upload'),
    ...(page.form.guidance ? [page.form.guidance] : []),
    ...(page.checks.length > 0 ? [words('notes.checks')] : []),
    ...page.checks.map(({ message, text, level }) =>
      words('notes.check', { message, text: inWords(text), level: words(`notes.${level}`) }),
    ),
    words('notes.meaning'),
    ...page.figures.filter(({ meaning }) => meaning).map(figure => words('notes.figure', figure)),
  ];
};

/** 填报表 of one unit and period: a line for each cell with what was reported last, and how to fill it in. */
export const entryTemplate = (page: Page, language: string): WorkbookModel => {
  const words = wordsIn(language);
  const text = (key: string, width: number) => ({ key, header: words(`column.${key}`), width, kind: 'text' as const });
  const number = (key: string, width: number) => ({ ...text(key, width), kind: 'number' as const });
  return {
    sheets: [
      {
        name: words('sheet'),
        title: words('title', { form: page.form.name }),
        subtitle: words('subtitle', { unit: page.unit.name, period: page.period.code }),
        columns: [
          text('code', 18),
          text('section', 12),
          { ...text('name', 34), wrap: true },
          text('category', 12),
          text('unit', 10),
          number('previous', 14),
          { ...number('value', 14), input: true },
          { ...text('note', 30), wrap: true, input: true },
          { ...text('base', 10), hidden: true },
          { ...text('mark', 10), hidden: true },
        ],
        rows: rowsOf(page, words),
      },
    ],
    notes: { name: words('notesSheet'), title: words('title', { form: page.form.name }), lines: notesOf(page, words) },
    creator: page.unit.name,
    language,
  };
};

/** 学校月报（东溪县第一小学，2026-08）.xlsx */
export const entryTemplateName = ({ form, unit, period }: Page, language: string): string =>
  `${wordsIn(language)('name', { form: form.name, unit: unit.name, period: period.code })}.xlsx`;
