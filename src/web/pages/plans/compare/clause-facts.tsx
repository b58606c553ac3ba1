import { useTranslation } from 'react-i18next';
import { targetChanged } from '../../../../compiler/revisions/compare-plans';
import type { Clause, PlacedTarget, TargetPair } from '../../../../compiler/revisions/revision';

/** What changed in a clause that counts: figures 旧 → 新, who does it, until when. */
export const ClauseFacts = ({ clause }: { clause: Clause }) => {
  const { t } = useTranslation('compare');
  // Of a clause that is new or gone the whole text is shown: its facts are no change.
  if (!clause.before || !clause.after) return null;
  const targets = clause.targets.filter(targetChanged);
  if (targets.length + clause.responsibilities.length + clause.deadlines.length === 0) return null;
  const role = (one: string | null) => (one ? t(`plans:role.${one}`) : t('nobody'));
  return (
    <dl className="clause-facts">
      {targets.map(pair => (
        <TargetChange key={`${placeOf(pair.before)}|${placeOf(pair.after)}`} pair={pair} />
      ))}
      {clause.responsibilities.map(one => (
        <Change key={one.name} label={one.name} before={role(one.before)} after={role(one.after)} />
      ))}
      {clause.deadlines.map(one => (
        <Change
          key={`${one.before?.span[0]}|${one.after?.span[0]}`}
          label={t('deadline')}
          before={one.before?.text ?? t('nothing')}
          after={one.after?.text ?? t('nothing')}
        />
      ))}
    </dl>
  );
};

const placeOf = (one: PlacedTarget | null): string => (one ? `${one.node}/${one.index}` : '');

const Change = ({ label, before, after }: { label: string; before: string; after: string }) => (
  <div>
    <dt>{label}</dt>
    <dd>
      <del>{before}</del> <span aria-hidden="true">→</span> <ins>{after}</ins>
    </dd>
  </div>
);

const TargetChange = ({ pair: { before, after, changed } }: { pair: TargetPair }) => {
  const { t } = useTranslation('compare');
  const named = (after ?? before)!;
  const renamed = changed.includes('indicator') && before ? ` (${t('was', { name: before.target.indicator })})` : '';
  const amount = (one: PlacedTarget | null): string => {
    if (!one) return t('nothing');
    const { comparator, value, low, high, unit, strength, baseline, approximate } = one.target;
    const figure = comparator === 'range' ? `${low}–${high}` : `${t(`plans:comparator.${comparator}`)} ${value ?? '—'}`;
    return [
      changed.includes('strength') || strength === 'strive' ? t(`plans:strength.${strength}`) : '',
      baseline === null ? '' : t('baseline', { value: baseline }),
      `${figure}${unit ?? ''}`,
      approximate ? t('about') : '',
      changed.includes('due') && one.due ? t('due', { day: one.due }) : '',
    ]
      .filter(Boolean)
      .join(' ');
  };
  return <Change label={`${named.target.indicator}${renamed}`} before={amount(before)} after={amount(after)} />;
};
