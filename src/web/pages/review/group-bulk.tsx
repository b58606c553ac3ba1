import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Exceptions } from '../../../subjects/reporting/review-schema';
import { Dialog } from '../../parts/dialog';
import type { Deed } from './use-deed';
import type { Picked } from './use-picked';

type Props = { data: Exceptions; picked: Picked; deed: Deed };

/** 成批: how many are chosen and one button; with exceptions among them they are read out once more before it happens. */
export const GroupBulk = ({ data, picked, deed }: Props) => {
  const { t } = useTranslation('review');
  const [asking, setAsking] = useState(false);
  const count = picked.units.length;
  const all = data.clean.length + data.exceptions.filter(({ own }) => !own).length;
  const among = data.exceptions.filter(({ unitId, own }) => !own && picked.has(unitId));
  const { step } = deed;
  return (
    <div className="review-bulk no-print">
      <label>
        <input
          type="checkbox"
          checked={all > 0 && count === all}
          onChange={event => picked.all(event.target.checked)}
        />{' '}
        {t('pick.all', { count: all })}
      </label>
      <Button
        type="primary"
        disabled={count === 0}
        loading={deed.busy && !asking}
        onClick={() => (among.length > 0 ? setAsking(true) : void deed.run(picked.units))}
      >
        {t(`step.${step}.many`, { count })}
      </Button>
      <span className="quiet wide-only">{t('keys')}</span>
      {asking && (
        <Dialog title={t(`step.${step}.many`, { count })} onClose={() => setAsking(false)}>
          <p>{t('group.among', { count: among.length })}</p>
          <ul className="review-among">
            {among.map(unit => (
              <li key={unit.unitId}>
                <strong>{unit.unitName}</strong>{' '}
                <span className="quiet">
                  {(['explained', 'queries', 'corrected'] as const)
                    .filter(mark => unit[mark] > 0)
                    .map(mark => t(`unit.${mark}`, { count: unit[mark] }))
                    .concat(unit.changes.length > 0 ? [t('unit.changes', { count: unit.changes.length })] : [])
                    .concat(unit.late ? [t('unit.late')] : [])
                    .join(t('between'))}
                </span>
              </li>
            ))}
          </ul>
          <div className="form-foot">
            <Button onClick={() => setAsking(false)}>{t('cancel')}</Button>
            <Button
              type="primary"
              data-first
              loading={deed.busy}
              onClick={() => {
                void deed.run(picked.units);
                setAsking(false);
              }}
            >
              {t(`step.${step}.sure`)}
            </Button>
          </div>
        </Dialog>
      )}
    </div>
  );
};
