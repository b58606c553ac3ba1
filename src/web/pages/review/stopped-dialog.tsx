import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CellDifference, ChangedUnit, Step } from '../../../subjects/reporting/review-schema';
import { refresh } from '../../api';
import { TimeText } from '../../parts/date-text';
import { Dialog } from '../../parts/dialog';
import { ErrorNote } from '../../parts/error-note';
import { Quantity } from '../../parts/quantity';
import { TextArea } from '../tasks/text-area';
import { changedOf, type Deed, doubtedOf, type Stopped } from './use-deed';

type Props = { deed: Deed; stopped: Stopped };

/** Why nothing was approved, and what now: the differences cell by cell, or a reason in spite of doubts. */
export const StoppedDialog = ({ deed, stopped }: Props) => {
  const { t } = useTranslation('review');
  const changed = changedOf(stopped);
  const doubted = doubtedOf(stopped);
  const close = () => {
    deed.drop();
    void refresh('reporting.');
  };
  const title = t(changed ? 'stopped.changed' : doubted ? 'stopped.doubted' : 'stopped.other');
  return (
    <Dialog title={title} onClose={close} width={680}>
      {changed && <Changed deed={deed} stopped={stopped} changed={changed} onClose={close} />}
      {doubted && <Doubted deed={deed} stopped={stopped} doubted={doubted} onClose={close} />}
      {!changed && !doubted && <ErrorNote error={stopped.error} />}
    </Dialog>
  );
};

/** The stage at which a submission still waits for a step. */
const waits = (step: Step, { stage }: ChangedUnit): boolean =>
  step === 'approve' ? stage === 1 : stage >= 1 && stage < 3;

type ChangedProps = { deed: Deed; stopped: Stopped; changed: ChangedUnit[]; onClose: () => void };

const Changed = ({ deed, stopped, changed, onClose }: ChangedProps) => {
  const { t } = useTranslation('review');
  const now = new Map(changed.map(unit => [unit.unitId, unit]));
  const again = stopped.units.flatMap(({ unitId, version }) => {
    const unit = now.get(unitId);
    if (!unit) return [{ unitId, version }];
    return waits(deed.step, unit) ? [{ unitId, version: unit.version }] : [];
  });
  const others = stopped.units.filter(({ unitId }) => !now.has(unitId));
  return (
    <>
      <p>{t('stopped.changedHow', { count: changed.length })}</p>
      {changed.map(unit => (
        <section key={unit.unitId} className="stopped-unit">
          <h3>{unit.unitName}</h3>
          <p className="quiet">
            {t(`stage.${unit.stage}`)} {unit.by} <TimeText at={unit.at} />
          </p>
          {unit.cells.length > 0 ? <Differences cells={unit.cells} /> : <p>{t('stopped.sameCells')}</p>}
        </section>
      ))}
      <div className="form-foot">
        <Button onClick={onClose}>{t('stopped.later')}</Button>
        {others.length > 0 && (
          <Button loading={deed.busy} onClick={() => void deed.run(others)}>
            {t(`step.${deed.step}.others`, { count: others.length })}
          </Button>
        )}
        {again.length > 0 && (
          <Button type="primary" loading={deed.busy} onClick={() => void deed.run(again)}>
            {t(`step.${deed.step}.again`, { count: again.length })}
          </Button>
        )}
      </div>
    </>
  );
};

const Differences = ({ cells }: { cells: CellDifference[] }) => {
  const { t } = useTranslation('review');
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th scope="col">{t('column.cell')}</th>
          <th scope="col" className="right">
            {t('stopped.seen')}
          </th>
          <th scope="col" className="right">
            {t('stopped.now')}
          </th>
        </tr>
      </thead>
      <tbody>
        {cells.map(cell => (
          <tr key={`${cell.figureId} ${cell.category}`}>
            <th scope="row">{[cell.name, cell.categoryName].filter(Boolean).join(' ')}</th>
            <td className="right">
              <Quantity value={cell.before} />
            </td>
            <td className="right">
              <strong>
                <Quantity value={cell.after} />
              </strong>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

type DoubtedProps = { deed: Deed; stopped: Stopped; doubted: string[]; onClose: () => void };

const Doubted = ({ deed, stopped, doubted, onClose }: DoubtedProps) => {
  const { t } = useTranslation('review');
  const [reason, setReason] = useState('');
  const others = stopped.units.filter(({ unitId }) => !doubted.includes(unitId));
  return (
    <>
      <p>{stopped.error.message}</p>
      <TextArea label={t('stopped.despite')} value={reason} maxLength={1000} rows={3} data-first onValue={setReason} />
      <div className="form-foot">
        <Button onClick={onClose}>{t('stopped.later')}</Button>
        {others.length > 0 && (
          <Button loading={deed.busy} onClick={() => void deed.run(others)}>
            {t(`step.${deed.step}.others`, { count: others.length })}
          </Button>
        )}
        <Button
          type="primary"
          disabled={reason.trim() === ''}
          loading={deed.busy}
          onClick={() => void deed.run(stopped.units, reason.trim())}
        >
          {t('stopped.acceptAll', { count: stopped.units.length })}
        </Button>
      </div>
    </>
  );
};
