import type { WorkbookModel } from '../../../platform/papers/workbook-model';
import type { BelowHead } from '../reads/below-head';
import { textOf } from '../rules/merge-draft';
import type { SubmissionKey } from '../schema';
import type { UnitBelow } from '../store/drafts-below';
import { markOf, wordsIn } from './cell-mark';
import { cellColumns, sheetColumns } from './county-columns';

/** 汇总填报: a line for each unit below a county, a column for each cell that is asked. */
export const countyTemplate = (
  key: SubmissionKey,
  head: BelowHead,
  units: readonly UnitBelow[],
  language: string,
): WorkbookModel => {
  const words = wordsIn(language);
  const cells = cellColumns(head.figures, language);
  const title = words('title', { form: head.formName });
  return {
    sheets: [
      {
        name: words('countySheet'),
        title,
        subtitle: words('countySubtitle', { unit: head.unitName, period: key.period }),
        columns: sheetColumns(cells, language),
        rows: units.map(unit => ({
          unitCode: unit.unitCode,
          unitName: unit.unitName,
          mark: markOf(key),
          ...Object.fromEntries(
            cells.map(({ cell }) => [cell, textOf({ draft: unit.draft?.cells ?? {}, values: unit.values }, cell)]),
          ),
        })),
      },
    ],
    notes: {
      name: words('notesSheet'),
      title,
      lines: [
        words('notes.wide'),
        words('notes.number'),
        words('notes.due', { due: head.dueOn, locks: head.locksOn }),
        words('notes.upload'),
        ...(head.guidance ? [head.guidance] : []),
      ],
    },
    creator: head.unitName,
    language,
  };
};

export const countyTemplateName = (head: BelowHead, period: string, language: string): string =>
  `${wordsIn(language)('countyName', { form: head.formName, unit: head.unitName, period })}.xlsx`;
