import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AllocationPage } from '../../../subjects/indicators/allocation/schema';
import { ApiError, refresh, useWrite } from '../../api';
import { ConflictNote } from '../../parts/conflict-note';
import { ErrorNote } from '../../parts/error-note';
import { tell } from '../../parts/tell';
import { SendDialog } from './send-dialog';
import type { Split } from './use-split';
import { WaiveDialog } from './waive-dialog';

type Props = { page: AllocationPage; split: Split; unitId: string | null };
type Current = { version: number; parts: { unitId: string; value: string | null }[] } | null;

/** Save, waive, send: each when it can be done, with the reason in sight when it cannot. */
export const AllocationDeeds = ({ page, split, unitId }: Props) => {
  const { t } = useTranslation('targets');
  const [dialog, setDialog] = useState<'waive' | 'send' | null>(null);
  const [saving, setSaving] = useState(false);
  const save = useWrite('indicators.draftAllocation');
  const unsaved = split.changed || page.state === 'new';
  const isOff = split.balance.state !== 'balanced';
  const current = save.error?.code === 'changed-meanwhile' ? (save.error.detail.current as Current) : undefined;
  const { method, baseFigure, basePeriod } = split.text;
  const keep = async (version: number | null) => {
    const input = {
      targetId: page.target.id,
      ...(unitId ? { unitId } : {}),
      ...(version === null ? {} : { version }),
      ...{ method, rule: page.rule, baseFigure },
      ...(baseFigure ? { basePeriod } : {}),
      parts: split.given,
      split: false,
    };
    setSaving(true);
    try {
      await save.mutateAsync(input);
      // What is typed stands until what was saved is here: nothing can be sent out in between that is not on the screen.
      await refresh('indicators.');
      split.clear();
      tell(t('saved'));
    } catch (error) {
      // What it was refused for stands below the buttons.
      if (!(error instanceof ApiError)) throw error;
    } finally {
      setSaving(false);
    }
  };
  const nameOf = (id: string) => page.parts.find(row => row.unitId === id)?.unitName ?? id;
  return (
    <div className="allocation-deeds no-print">
      <Button
        type={unsaved ? 'primary' : 'default'}
        disabled={!unsaved || split.wrong > 0}
        loading={saving}
        onClick={() => void keep(page.version)}
      >
        {t('save')}
      </Button>
      {page.state === 'draft' && isOff && page.waiver === null && (
        <Button disabled={unsaved} onClick={() => setDialog('waive')}>
          {t('waiver.button')}
        </Button>
      )}
      {page.state !== 'sent' && (
        <Button
          type={unsaved ? 'default' : 'primary'}
          disabled={unsaved || !page.may.send}
          onClick={() => setDialog('send')}
        >
          {t('send.button')}
        </Button>
      )}
      <span className="quiet">
        {split.wrong > 0
          ? t('why.wrong', { count: split.wrong })
          : unsaved
            ? t('why.unsaved')
            : isOff && page.state === 'draft' && page.waiver === null
              ? t('why.unbalanced')
              : ''}
      </span>
      {current ? (
        <ConflictNote
          by={String(save.error?.detail.by ?? '')}
          rows={current.parts
            .map(({ unitId: id, value }) => ({ label: nameOf(id), mine: split.at(id).value, theirs: value ?? '' }))
            .filter(row => row.mine !== row.theirs)}
          busy={saving}
          onKeepMine={() => void keep(current.version)}
          onTakeTheirs={() => {
            split.clear();
            save.reset();
            void refresh('indicators.');
          }}
        />
      ) : (
        <ErrorNote error={save.error} />
      )}
      {dialog === 'waive' && page.id && (
        <WaiveDialog page={page} allocationId={page.id} balance={split.balance} onClose={() => setDialog(null)} />
      )}
      {dialog === 'send' && page.id && (
        <SendDialog page={page} allocationId={page.id} onClose={() => setDialog(null)} />
      )}
    </div>
  );
};
