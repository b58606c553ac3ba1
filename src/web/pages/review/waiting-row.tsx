import { useTranslation } from 'react-i18next';
import type { BigChange, Exceptions, WaitingUnit } from '../../../subjects/reporting/review-schema';
import { TimeText } from '../../parts/date-text';
import { Quantity } from '../../parts/quantity';
import type { Picked } from './use-picked';

type Common = {
  open: boolean;
  /** Handed in anew since it was looked at. */
  changed: boolean;
  picked: Picked;
  onOpen: (unitId: string) => void;
};

const Pick = ({ unit, picked }: { unit: { unitId: string; unitName: string }; picked: Picked }) => {
  const { t } = useTranslation('review');
  return (
    <input
      type="checkbox"
      aria-label={t('pick.one', { name: unit.unitName })}
      checked={picked.has(unit.unitId)}
      onChange={() => picked.toggle(unit.unitId)}
    />
  );
};

const Name = ({
  unit,
  open,
  changed,
  onOpen,
}: { unit: { unitId: string; unitName: string } } & Omit<Common, 'picked'>) => {
  const { t } = useTranslation('review');
  return (
    <>
      <button
        type="button"
        className="plain-button review-name"
        aria-current={open ? 'true' : undefined}
        onClick={() => onOpen(unit.unitId)}
      >
        {unit.unitName}
      </button>
      {changed && <span className="review-mark">{t('moved.mark')}</span>}
    </>
  );
};

/** A unit with something to look at: what it is, in words, and the largest changes. */
export const WaitingRow = ({ unit, open, changed, picked, onOpen }: { unit: WaitingUnit } & Common) => {
  const { t } = useTranslation('review');
  const marks = (['queries', 'explained', 'corrected'] as const).filter(mark => unit[mark] > 0);
  return (
    <li className="review-row" data-row data-unit={unit.unitId}>
      {unit.own ? <span className="review-no-pick" /> : <Pick unit={unit} picked={picked} />}
      <div>
        <p className="review-row-head">
          <Name unit={unit} open={open} changed={changed} onOpen={onOpen} />
          <span className="quiet">
            <TimeText at={unit.submittedAt} />
          </span>
          {unit.late && <span className="review-mark">{t('unit.late')}</span>}
          {marks.map(mark => (
            <span key={mark} className="review-mark">
              {t(`unit.${mark}`, { count: unit[mark] })}
            </span>
          ))}
          {unit.own && <span className="quiet">{t('unit.own')}</span>}
        </p>
        {unit.changes.length > 0 && (
          <ul className="review-changes">
            {unit.changes.slice(0, 4).map(change => (
              <Change key={`${change.figureId} ${change.category}`} change={change} />
            ))}
            {unit.changes.length > 4 && <li className="quiet">{t('unit.more', { count: unit.changes.length - 4 })}</li>}
          </ul>
        )}
      </div>
    </li>
  );
};

const Change = ({ change }: { change: BigChange }) => (
  <li>
    {[change.name, change.categoryName].filter(Boolean).join(' ')} <Quantity value={change.before} /> →{' '}
    <Quantity value={change.after} />{' '}
    <span className="number">
      ({change.percent.startsWith('-') ? change.percent.replace('-', '−') : `+${change.percent}`}%)
    </span>
  </li>
);

/** A unit with nothing to look at. */
export const CleanRow = ({ unit, open, changed, picked, onOpen }: { unit: Exceptions['clean'][number] } & Common) => (
  <li data-row data-unit={unit.unitId}>
    <Pick unit={unit} picked={picked} /> <Name unit={unit} open={open} changed={changed} onOpen={onOpen} />
  </li>
);
