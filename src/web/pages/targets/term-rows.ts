import type { TFunction } from 'i18next';
import type { TargetTerms } from '../../../subjects/indicators/schema';
import { formatQuantity } from '../../parts/format-quantity';
import { aimText } from '../tasks/target-words';

export type TermRow = { key: string; label: string; text: string };

const withUnit = (value: string | null, unit: string | null): string => {
  if (value === null) return '—';
  const { number, unit: written } = formatQuantity(value, unit);
  return /^[%‰]/.test(written) || !written ? `${number}${written}` : `${number} ${written}`;
};

/** The terms of a target in words, a row each; namespaces `targets` and `task`. */
export const termRows = (t: TFunction<'targets'>, terms: TargetTerms, unit: string | null): TermRow[] => {
  const row = (key: string, text: string): TermRow => ({ key, label: t(`targets:term.${key}`), text });
  const { points } = terms;
  return [
    row('aim', aimText(t as TFunction, { ...terms, unit, approximate: false })),
    row('dueOn', terms.dueOn),
    row('baseline', withUnit(terms.baseline, unit)),
    row('strength', t(`targets:strength.${terms.strength}`)),
    row('trajectory', t(`targets:shape.${terms.trajectory}`)),
    row('startOn', terms.startOn ?? '—'),
    row(
      'points',
      points.map(({ on, planned }) => `${on.slice(5)} ${withUnit(planned, null)}`).join(t('targets:comma')) || '—',
    ),
  ];
};

/** What two terms differ in, old beside new. A trajectory that only follows from the rest is not told twice. */
export const differingTerms = (
  t: TFunction<'targets'>,
  before: TargetTerms,
  after: TargetTerms,
  unit: string | null,
): { label: string; before: string; after: string; key: string }[] => {
  const rows = termRows(t, after, unit);
  const old = termRows(t, before, unit);
  const all = rows.map(({ key, label, text }, index) => ({ key, label, before: old[index]!.text, after: text }));
  const differing = all.filter(row => row.before !== row.after);
  return differing.length > 1 ? differing.filter(({ key }) => key !== 'points') : differing;
};
