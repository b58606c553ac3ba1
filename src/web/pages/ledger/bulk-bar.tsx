import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNote } from '../../parts/error-note';
import type { LedgerState } from './ledger-address';
import { SendDialog } from './send-dialog';
import { useCollect } from './use-collect';
import type { Selection } from './use-selection';

type Props = { selection: Selection; state: LedgerState; total: number; onAssign: () => void };

/** What can be done with all chosen tasks; stands at the lower edge while there are some. */
export const BulkBar = ({ selection, state, total, onAssign }: Props) => {
  const { t } = useTranslation('ledger');
  const collect = useCollect();
  const [asking, setAsking] = useState(false);
  const { chosen } = selection;
  const drafts = [...chosen.values()].filter(({ status }) => status === 'draft').map(({ id }) => id);
  if (chosen.size === 0) return null;
  return (
    <section className="bulk-bar no-print" aria-label={t('select.bar')}>
      <strong role="status">{t('select.count', { count: chosen.size })}</strong>
      {collect.progress ? (
        <>
          <span role="status">{t('select.loading', collect.progress)}</span>
          <button type="button" className="link-button" onClick={collect.stop}>
            {t('select.stop')}
          </button>
        </>
      ) : (
        chosen.size < total && (
          <button
            type="button"
            className="link-button"
            onClick={() => void collect.run(state).then(rows => rows && selection.add(rows))}
          >
            {t('select.all', { count: total })}
          </button>
        )
      )}
      <ErrorNote error={collect.error} />
      <span className="bulk-gap" />
      <Button size="small" onClick={onAssign}>
        {t('assign.button')}
      </Button>
      {drafts.length > 0 && (
        <Button size="small" onClick={() => setAsking(true)}>
          {t('send.button', { count: drafts.length })}
        </Button>
      )}
      <Button size="small" type="text" onClick={selection.clear}>
        {t('select.clear')}
      </Button>
      {asking && (
        <SendDialog
          taskIds={drafts}
          onClose={sent => {
            setAsking(false);
            if (sent) selection.clear();
          }}
        />
      )}
    </section>
  );
};
