import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CellTexts, EntryPage } from '../../../subjects/reporting/entry-schema';
import { checkCells } from '../../../subjects/reporting/rules/check-cells';
import { EntryGrid } from '../../parts/entry-grid/entry-grid';
import type { EntryChange } from '../../parts/entry-grid/entry-types';
import { periodName } from '../../parts/period-name';
import { useNarrow } from '../../use-narrow';
import { buildCells } from './build-cells';
import { checkedCells } from './derived-values';
import { formSheet, placeKey } from './form-sheet';
import { formulaInWords } from './formula-in-words';

/** The form as a unit will have it before it: figures can be typed to try the checks. Nothing of it is kept. */
export const FormPreview = ({ page }: { page: EntryPage }) => {
  const { t } = useTranslation(['reporting', 'form-design', 'form-check', 'grid']);
  const narrow = useNarrow();
  const [texts, setTexts] = useState<CellTexts>({});
  const { figures } = page;
  // The grid stays still, and what is typed in it stands, as long as the form is the same.
  const shape = JSON.stringify([page.sections, figures, page.derived]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `shape` is all of the page that matters here
  const sheet = useMemo(
    () =>
      formSheet(
        page,
        {
          value: t('reporting:entry.column.value'),
          total: t('reporting:entry.column.total'),
          derived: t('reporting:entry.derived'),
          ofWhich: option => t('reporting:entry.ofWhich', { option }),
        },
        !narrow,
      ),
    [shape, narrow, t],
  );
  const findings = useMemo(
    () =>
      checkCells(page, checkedCells(page, texts))
        .filter(({ code }) => code !== 'required')
        .map(({ code, level, at, values }) => ({
          ...{ level, at, isMissing: false },
          message: t(
            `form-check:${code}`,
            values.text ? { ...values, text: formulaInWords(t, values.text, figures) } : values,
          ),
        })),
    [page, texts, figures, t],
  );
  const cells = useMemo(
    () =>
      buildCells(
        { page, sheet, texts, pending: {}, findings, explanations: {} },
        {
          shown: form => (form ? t('reporting:entry.shownFrom', { form }) : t('reporting:entry.shown')),
          total: t('reporting:entry.sumOfAll'),
          formula: text => formulaInWords(t, text, figures),
          someone: t('reporting:entry.someone'),
          returned: why => why,
        },
      ),
    [page, sheet, texts, findings, figures, t],
  );
  const change = (changes: EntryChange[]) =>
    setTexts(before => ({
      ...before,
      ...Object.fromEntries(
        changes.flatMap(({ row, column, text }) => {
          const cell = sheet.cellAt.get(placeKey(row, column));
          return cell ? [[cell, text]] : [];
        }),
      ),
    }));
  // A check that fails is found at each of its cells, and said once.
  const said = new Map(findings.map(({ message, level }) => [message, level]));
  return (
    <>
      <EntryGrid
        label={t('form-design:preview.label')}
        rows={sheet.rows}
        columns={sheet.columns}
        cells={cells}
        onChange={change}
        previousLabel={periodName(t, page.previous.period, 'tight')}
        height="60vh"
      />
      <ul className="check-list" aria-live="polite">
        {[...said].map(([message, level]) => (
          <li key={message}>
            <span className="check-level">{t(`reporting:checks.level.${level}`)}</span> {message}
          </li>
        ))}
      </ul>
    </>
  );
};
