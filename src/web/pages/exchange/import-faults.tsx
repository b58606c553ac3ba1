import { useTranslation } from 'react-i18next';
import type { Finding } from '../../../kernel/finding';
import { ApiError } from '../../api';
import { ErrorNote, useErrorSentence } from '../../parts/error-note';

/** Findings with their places; the first two hundred of very many. */
export const FindingTable = ({ findings, count }: { findings: readonly Finding[]; count: number }) => {
  const { t } = useTranslation('exchange');
  return (
    <>
      {/* A long list scrolls, so the keyboard must reach it. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above */}
      <section className="import-fault-box" tabIndex={0} aria-label={t('import.faults')}>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t('import.place')}</th>
              <th scope="col">{t('import.fault')}</th>
            </tr>
          </thead>
          <tbody>
            {findings.map(({ at, code, message }) => (
              <tr key={`${at} ${code} ${message}`}>
                <td>
                  <code>{at}</code>
                </td>
                <td>{message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {count > findings.length && <p className="quiet">{t('import.moreFaults', { count: count - findings.length })}</p>}
    </>
  );
};

/** Everything that is wrong in a file that was not taken, place by place. */
export const ImportFaults = ({ error }: { error: unknown }) => {
  const sentence = useErrorSentence();
  const given = error instanceof ApiError ? error.detail.findings : null;
  const findings = Array.isArray(given) ? (given as Finding[]) : [];
  const count = error instanceof ApiError ? Number(error.detail.count ?? findings.length) : 0;
  if (!error) return null;
  if (findings.length === 0) return <ErrorNote error={error} />;
  return (
    <div className="import-faults" role="alert">
      <p>{sentence(error)}</p>
      <FindingTable findings={findings} count={count} />
    </div>
  );
};
