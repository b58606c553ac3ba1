import { useTranslation } from 'react-i18next';
import { heldKinds } from '../../../subjects/org/rules';
import type { ReformPreview as Preview } from '../../../subjects/reporting/reform-schema';
import type { ReformKind } from '../../../subjects/reporting/rules/reforms';

type Props = { kind: ReformKind; names: string; into: string; on: string; preview: Preview };

/** What follows from a reform, counted by the server: it is what the reform itself will do. */
export const ReformPreview = ({ kind, names, into, on, preview }: Props) => {
  const { t } = useTranslation('review');
  const { units, moved, values, dropped, handed, stray } = preview;
  const counts = heldKinds.filter(one => handed[one] > 0);
  const said = [
    t(`reform.${kind}.what`, { names, into, on }),
    ...(units > 0 ? [t(`reform.${kind}.below`, { count: units, into })] : []),
    ...(moved > 0 ? [t('reform.sums', { into, on, count: moved, values })] : []),
    ...(dropped > 0 ? [t('reform.dropped', { count: dropped })] : []),
    ...stray.map(({ by, count }) => t('reform.stray', { count, by, into })),
    t('reform.kept'),
  ];
  return (
    <section className="reform-preview" aria-label={t('reform.preview')}>
      <h3>{t('reform.preview')}</h3>
      <ul>
        {said.map(sentence => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {counts.length === 0 ? (
        <p className="quiet">{t('reform.nothingOpen')}</p>
      ) : (
        <>
          <p>{t(`reform.${kind}.handed`, { into })}</p>
          <dl className="reform-counts">
            {counts.map(one => (
              <div key={one}>
                <dt>{t(`reform.held.${one}`)}</dt>
                <dd>{handed[one]}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </section>
  );
};
