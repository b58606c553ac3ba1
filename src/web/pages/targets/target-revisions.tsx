import { useTranslation } from 'react-i18next';
import type { TargetPage } from '../../../subjects/indicators/targets/schema';
import { TimeText } from '../../parts/date-text';
import { differingTerms } from './term-rows';

/** 目标调整: each with the old value beside the new, its reason and who signed it; newest first. */
export const TargetRevisions = ({ target }: { target: TargetPage }) => {
  const { t } = useTranslation('targets');
  if (target.revisions.length === 0) return null;
  return (
    <section className="target-section" aria-labelledby="revisions">
      <h2 id="revisions">{t('revisions', { count: target.revisions.length })}</h2>
      <ol className="target-revisions">
        {target.revisions.map(({ id, at, signedAs, reason, before, after }) => (
          <li key={id}>
            <p>
              <TimeText at={at} /> <span>{signedAs}</span>
            </p>
            <p>{reason}</p>
            <table className="plain-table">
              <caption className="visually-hidden">{reason}</caption>
              <thead>
                <tr>
                  <th scope="col">{t('column.term')}</th>
                  <th scope="col">{t('column.before')}</th>
                  <th scope="col">{t('column.after')}</th>
                </tr>
              </thead>
              <tbody>
                {differingTerms(t, before, after, target.unit).map(row => (
                  <tr key={row.key}>
                    <th scope="row">{row.label}</th>
                    <td>{row.before}</td>
                    <td>
                      <strong>{row.after}</strong>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </li>
        ))}
      </ol>
    </section>
  );
};
