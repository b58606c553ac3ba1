import { useTranslation } from 'react-i18next';
import type { ReviewOne } from '../../../subjects/reporting/review-schema';
import { useAddress } from '../../address';
import { TimeText } from '../../parts/date-text';
import { periodName } from '../../parts/period-name';
import { OneActions } from './one-actions';
import { OneCells } from './one-cells';
import { OneEvents } from './one-events';
import { OneMoved } from './one-moved';
import { ReturnForm } from './return-form';
import { useLookedAt } from './use-looked-at';
import { useReturn } from './use-return';

type Props = {
  one: ReviewOne;
  returning: boolean;
  onReturning: (on: boolean) => void;
  /** Of its heading. */
  level: 1 | 2;
};

/** Has it something that a reviewer looks at? */
const isNoted = ({ changed, big, notes }: ReviewOne['cells'][number]): boolean => changed || big || notes.length > 0;

/** A submission for whoever reviews it: values beside last period and last year, what changed, what is said, and what can be done. */
export const OneView = ({ one, returning, onReturning, level }: Props) => {
  const { t } = useTranslation('review');
  const [address, setAddress] = useAddress();
  const giveBack = useReturn(one, () => onReturning(false));
  const lookedAt = useLookedAt(one);
  const isReturning = returning && one.may.return;
  const noted = one.cells.filter(isNoted);
  const onlyNoted = address.text('cells') === 'noted' && noted.length > 0;
  const Heading = level === 1 ? 'h1' : 'h2';
  return (
    <article className="one-view">
      <header>
        <Heading>{one.unit.name}</Heading>
        <p className="quiet">
          {one.form.name} {periodName(t, one.period)}
        </p>
        <p className="review-facts">
          <strong>{one.exempt === null ? t(`stage.${one.stage}`) : t('exempt', { reason: one.exempt })}</strong>
          {one.submittedAt && (
            <span className="quiet">
              {t('one.submitted', { by: one.submittedBy ?? '' })} <TimeText at={one.submittedAt} />
            </span>
          )}
          {one.settledAt && (
            <span className="quiet">
              {t('one.settled')} <TimeText at={one.settledAt} />
            </span>
          )}
        </p>
        {one.stage === 0 && one.returnReason && (
          <p className="review-note">{t('returned', { reason: one.returnReason })}</p>
        )}
        {one.acceptedAt && one.stage < 3 && <p className="review-note">{t('one.stands')}</p>}
      </header>
      <OneMoved lookedAt={lookedAt} />
      {isReturning ? (
        <ReturnForm one={one} giveBack={giveBack} onCancel={() => onReturning(false)} />
      ) : (
        <OneActions one={one} version={lookedAt.version} onReturn={() => onReturning(true)} />
      )}
      {noted.length > 0 && !isReturning && (
        <label className="one-filter no-print">
          <input
            type="checkbox"
            checked={onlyNoted}
            onChange={event => setAddress({ cells: event.target.checked ? 'noted' : null }, { replace: true })}
          />{' '}
          {t('one.onlyNoted', { count: noted.length })}
        </label>
      )}
      <OneCells
        one={one}
        cells={onlyNoted && !isReturning ? noted : one.cells}
        giveBack={isReturning ? giveBack : null}
      />
      <OneEvents one={one} />
    </article>
  );
};
