import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TargetRow } from '../../../subjects/indicators/targets/list-schema';
import { type ApiError, useWrite } from '../../api';
import { Quantity } from '../../parts/quantity';
import { aimWords } from '../indicators/aim-words';
import { SignatureDialog } from './signature-dialog';

type Props = { rows: readonly TargetRow[]; onClose: () => void };

/** 按去年值定基数: what last year ended with becomes the baseline of the targets that are ticked; each is a signed revision of its own. */
export const BaselinesDialog = ({ rows, onClose }: Props) => {
  const { t } = useTranslation('targets');
  const revise = useWrite('indicators.reviseTarget');
  // What was offered when it was opened: those that are done do not vanish under the hand.
  const [offered] = useState(rows);
  const [left, setLeft] = useState<ReadonlySet<string>>(() => new Set());
  const [done, setDone] = useState<ReadonlySet<string>>(() => new Set());
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const chosen = offered.filter(({ id }) => !left.has(id) && !done.has(id));
  const toggle = (id: string) =>
    setLeft(now => (now.has(id) ? new Set([...now].filter(one => one !== id)) : new Set([...now, id])));
  const sign = async (signed: { signedAs: string; reason: string }) => {
    setBusy(true);
    setError(null);
    try {
      for (const { id, version, lastYear } of chosen) {
        await revise.mutateAsync({ targetId: id, version, baseline: lastYear, ...signed });
        setDone(now => new Set([...now, id]));
      }
      onClose();
    } catch (failure) {
      setError(failure as ApiError);
    } finally {
      setBusy(false);
    }
  };
  return (
    <SignatureDialog
      title={t('begin.title')}
      send={t('begin.send', { count: chosen.length })}
      reason={t('begin.reason')}
      usualReason={t('begin.usualReason')}
      busy={busy}
      blocked={chosen.length === 0}
      error={error}
      onSend={signed => void sign(signed)}
      onClose={onClose}
    >
      <p className="quiet">{t('begin.what')}</p>
      <ul className="begin-list">
        {offered.map(row => (
          <li key={row.id}>
            <label>
              <input
                type="checkbox"
                checked={!left.has(row.id)}
                disabled={busy || done.has(row.id)}
                onChange={() => toggle(row.id)}
              />{' '}
              {row.indicator}
            </label>
            <span className="quiet number">
              {t('begin.from')} <Quantity value={row.lastYear} unit={row.unit} /> {t('begin.to')}{' '}
              {aimWords(row, row.unit ?? '')}
              {done.has(row.id) && ` ${t('begin.done')}`}
            </span>
          </li>
        ))}
      </ul>
    </SignatureDialog>
  );
};
