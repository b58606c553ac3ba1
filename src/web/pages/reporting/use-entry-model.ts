import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CellFinding, CellTexts, EntryPage } from '../../../subjects/reporting/entry-schema';
import { saysSame } from '../../../subjects/reporting/rules/cell-number';
import { checkCells } from '../../../subjects/reporting/rules/check-cells';
import type { EntryCells } from '../../parts/entry-grid/entry-types';
import { useNarrow } from '../../use-narrow';
import { buildCells, keepRecords, type SaidFinding } from './build-cells';
import { checkedCells } from './derived-values';
import { askedCells, explanationsOf, shownTexts } from './entry-texts';
import { type FormSheet, formSheet } from './form-sheet';
import { formulaInWords } from './formula-in-words';
import { type EntryDraft, useEntryDraft } from './use-entry-draft';

/** What is counted over the cells that are asked. */
export type EntryCounts = {
  asked: number;
  filled: number;
  /** Not as in the last period. */
  moved: number;
  /** Not as it was handed in. */
  changed: number;
};

export type EntryModel = {
  page: EntryPage;
  draft: EntryDraft;
  sheet: FormSheet;
  cells: EntryCells;
  texts: CellTexts;
  counts: EntryCounts;
  /** What keeps it from being handed in: to be fixed (blanks only once asked for), and to be explained. */
  mustFix: SaidFinding[];
  mustExplain: SaidFinding[];
  explanations: Readonly<Record<string, string>>;
  /** Cells in which somebody else wrote something else. */
  clashes: string[];
  /** Blank cells count as wrong from now on. */
  showMissing: (shown: boolean) => void;
  /** A cell out of its place: 在校生数 · 女. */
  nameOf: (cell: string) => string;
};

/** The findings as sentences; a check of the form says its formula in the names of the figures. */
const useSaid = (findings: readonly CellFinding[], figures: EntryPage['figures']): SaidFinding[] => {
  const { t } = useTranslation('form-check');
  return useMemo(
    () =>
      findings.map(({ code, level, at, values }) => ({
        at,
        level,
        message: t(
          `form-check:${code}`,
          values.text ? { ...values, text: formulaInWords(t, values.text, figures) } : values,
        ),
        isMissing: code === 'required',
      })),
    [findings, figures, t],
  );
};

const countsOf = (page: EntryPage, texts: CellTexts): EntryCounts => {
  const asked = askedCells(page);
  const differs = (from: CellTexts) => asked.filter(cell => !saysSame(from[cell] ?? '', texts[cell] ?? '')).length;
  return {
    asked: asked.length,
    filled: asked.filter(cell => (texts[cell] ?? '').trim() !== '').length,
    moved: differs(page.previous.values),
    changed: differs(page.values),
  };
};

/** Everything that the entry page shows of one submission, worked out from what the server has and what is typed. */
export const useEntryModel = (page: EntryPage): EntryModel => {
  const { t } = useTranslation('reporting');
  const narrow = useNarrow();
  const draft = useEntryDraft(page);
  const { pending } = draft;
  const [missingShown, showMissing] = useState(false);
  const words = useMemo(
    () => ({
      value: t('entry.column.value'),
      total: t('entry.column.total'),
      derived: t('entry.derived'),
      ofWhich: (option: string) => t('entry.ofWhich', { option }),
    }),
    [t],
  );
  const { sections, figures, derived } = page;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the form stays the same while its cells change
  const sheet = useMemo(() => formSheet(page, words, !narrow), [sections, figures, derived, words, narrow]);
  const texts = useMemo(() => shownTexts(page, pending), [page, pending]);
  const explanations = useMemo(() => explanationsOf(page, pending), [page, pending]);
  const found = useMemo(() => (page.editable ? checkCells(page, checkedCells(page, texts)) : []), [page, texts]);
  const findings = useSaid(found, figures);
  const shown = useMemo(() => findings.filter(({ isMissing }) => missingShown || !isMissing), [findings, missingShown]);
  const kept = useRef<EntryCells>({});
  const cells = useMemo(() => {
    const built = buildCells(
      { page, sheet, texts, pending, findings: shown, explanations },
      {
        shown: form => (form ? t('entry.shownFrom', { form }) : t('entry.shown')),
        total: t('entry.sumOfAll'),
        formula: text => formulaInWords(t, text, figures),
        someone: t('entry.someone'),
        returned: why => t('entry.returnedCell', { why }),
      },
    );
    kept.current = keepRecords(kept.current, built);
    return kept.current;
  }, [page, sheet, texts, pending, shown, explanations, figures, t]);
  const names = useMemo(() => {
    const found = new Map<string, string>();
    for (const { code, name, categories } of figures) {
      found.set(code, name);
      for (const option of categories) found.set(`${code}.${option.code}`, `${name} · ${option.name}`);
    }
    return found;
  }, [figures]);
  return {
    page,
    draft,
    sheet,
    cells,
    texts,
    counts: useMemo(() => countsOf(page, texts), [page, texts]),
    mustFix: shown.filter(({ level }) => level === 'must-fix'),
    mustExplain: shown.filter(({ level }) => level === 'must-explain'),
    explanations,
    clashes: Object.keys(pending).filter(cell => pending[cell]?.theirs),
    showMissing,
    nameOf: cell => names.get(cell) ?? cell,
  };
};
