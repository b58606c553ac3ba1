import { useTranslation } from 'react-i18next';
import type { ImportedPack } from '../../../subjects/indicators/definitions/schema';

const shown = (value: unknown): string =>
  value === null || value === '' ? '—' : typeof value === 'string' ? value : JSON.stringify(value);

/** What would become of the catalogue: how many of each kind, and field by field what changes. */
export const PackDifference = ({ pack }: { pack: ImportedPack }) => {
  const { t } = useTranslation('definitions');
  const kinds = ['dimensions', 'figures', 'indicators'] as const;
  return (
    <section aria-label={t('packs.difference')} className="pack-difference">
      <h3>{t('packs.difference')}</h3>
      <ul className="definition-list">
        {kinds.map(kind => (
          <li key={kind}>
            {t(`packs.kind.${kind}`)}{' '}
            {t('packs.becomes', {
              created: pack[kind].created.length,
              changed: pack[kind].changed.length,
              same: pack[kind].same,
            })}
          </li>
        ))}
      </ul>
      {pack.findings.length > 0 && (
        <ul className="definition-list quiet">
          {pack.findings.map(({ at, code, message }) => (
            <li key={`${at} ${code}`}>{message}</li>
          ))}
        </ul>
      )}
      {pack.changes.length > 0 && (
        // A long table scrolls, so the keyboard must reach it.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
        <section className="pack-changes" tabIndex={0} aria-label={t('packs.changes')}>
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{t('field.name')}</th>
                <th scope="col">{t('packs.before')}</th>
                <th scope="col">{t('packs.after')}</th>
              </tr>
            </thead>
            <tbody>
              {pack.changes.map(({ kind, code, name, field, before, after }) => (
                <tr key={`${kind} ${code} ${field}`}>
                  <th scope="row">
                    {name}
                    <p className="quiet">
                      {code} · {field}
                    </p>
                  </th>
                  <td>{shown(before)}</td>
                  <td>{shown(after)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
};
