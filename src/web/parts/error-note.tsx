import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Finding } from '../../kernel/finding';
import { ApiError } from '../api-error';
import './notes.css';

const findingsOf = (error: unknown): Finding[] => {
  const list = error instanceof ApiError ? error.detail.findings : null;
  const all = Array.isArray(list) ? (list as Finding[]) : [];
  const errors = all.filter(finding => finding.level === 'error');
  // Remarks would only hide what has to be corrected.
  return errors.length > 0 ? errors : all;
};

/** The sentence of an error in the person's language. */
export const useErrorSentence = () => {
  const { t } = useTranslation();
  return (error: unknown): string => {
    if (error instanceof ApiError) {
      if (error.message) return error.message;
      return error.status === 0 ? t('frame:error.offline') : t('frame:error.unexpected');
    }
    return t('frame:error.unexpected');
  };
};

/** What went wrong, where, why, and what now; with its code, without blame. `onRetry` offers another try. */
export const ErrorNote = ({ error, onRetry }: { error: unknown; onRetry?: () => void }) => {
  const { t } = useTranslation();
  const sentence = useErrorSentence();
  if (!error) return null;
  const findings = findingsOf(error);
  const code = error instanceof ApiError ? error.code : 'page';
  const [status, passing] = error instanceof ApiError ? [error.status, error.passing] : [null, false];
  // Asked again, what is not permitted or not there stays so.
  const again = onRetry && status !== 403 && status !== 404;
  return (
    <div className="error-note" role="alert">
      <p>{sentence(error)}</p>
      {passing && <p className="quiet">{t('frame:error.nothingLost')}</p>}
      {status === 403 && <p className="quiet">{t('frame:error.ask')}</p>}
      {(status === null || status === 500) && <p className="quiet">{t('frame:error.again')}</p>}
      {findings.length > 0 && (
        // A long list scrolls, so the keyboard must reach it.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
        <ul className="error-findings" tabIndex={0} aria-label={t('frame:error.findings', { count: findings.length })}>
          {findings.map(finding => (
            <li key={`${finding.at} ${finding.code} ${finding.message}`}>
              <code>{finding.at}</code>
              <span>{finding.message}</span>
            </li>
          ))}
        </ul>
      )}
      <div className="error-foot">
        <span>{t('frame:error.code', { code })}</span>
        {again && (
          <Button size="small" onClick={onRetry}>
            {t('frame:error.retry')}
          </Button>
        )}
      </div>
    </div>
  );
};
