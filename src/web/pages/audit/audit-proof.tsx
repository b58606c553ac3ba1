import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditProof } from '../../../subjects/audit/schema';
import { readOnce } from '../../api';
import { ErrorNote } from '../../parts/error-note';
import { TextField } from '../../parts/text-field';
import { operationName } from './operation-name';

const HEAD = /^\s*(\d{1,18})\s*[::]\s*([0-9a-f]{64})\s*$/i;

/** 校验: follows the chain from its beginning; a head that was noted down earlier proves that the whole was not made anew. */
export const AuditProofPanel = () => {
  const { t } = useTranslation('audit');
  const [noted, setNoted] = useState('');
  const [proof, setProof] = useState<AuditProof | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const match = HEAD.exec(noted);
  const malformed = noted.trim() !== '' && !match;
  const verify = async () => {
    setBusy(true);
    setError(null);
    try {
      const [, position, hash] = match ?? [];
      setProof(await readOnce('audit.verify', { position, hash: hash?.toLowerCase() }));
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className="audit-proof" aria-labelledby="audit-proof">
      <div className="audit-proof-line">
        <h2 id="audit-proof">{t('proof.title')}</h2>
        <Button type="primary" loading={busy} disabled={malformed} onClick={() => void verify()}>
          {t('proof.verify')}
        </Button>
      </div>
      <p className="quiet">{t('proof.what')}</p>
      <details>
        <summary>{t('proof.compare')}</summary>
        <TextField
          label={t('proof.noted')}
          value={noted}
          onValue={setNoted}
          hint={t('proof.notedHint')}
          error={malformed ? t('proof.malformed') : null}
          autoComplete="off"
          spellCheck={false}
        />
      </details>
      <div aria-live="polite">
        {error !== null && <ErrorNote error={error} onRetry={() => void verify()} />}
        {proof && <Verdict proof={proof} compared={match !== null} />}
      </div>
    </section>
  );
};

const Verdict = ({ proof, compared }: { proof: AuditProof; compared: boolean }) => {
  const { t } = useTranslation('audit');
  return (
    <>
      <p className={proof.faults.length === 0 ? 'audit-good' : 'audit-bad'}>
        {proof.faults.length === 0
          ? t(compared ? 'proof.goodCompared' : 'proof.good', { sealed: proof.sealed, waiting: proof.waiting })
          : t('proof.bad', { count: proof.faults.length })}
      </p>
      {proof.faults.length > 0 && (
        <ul className="audit-faults">
          {proof.faults.slice(0, 50).map(fault => (
            <li key={`${fault.code}/${fault.position}/${fault.entryId}`}>
              {t(`fault.${fault.code}`, {
                position: fault.position ?? '—',
                entry: fault.entryId ?? '—',
                operation: fault.operation ? operationName(t, fault.operation) : '—',
              })}
            </li>
          ))}
        </ul>
      )}
      {proof.head && (
        <p className="quiet">
          {t('proof.head')}{' '}
          <code className="audit-head">
            {proof.head.position}:{proof.head.hash}
          </code>
        </p>
      )}
    </>
  );
};
