import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type {
  AllocationPage,
  AllocationPartRow,
  AllocationRow,
  StrayPart,
} from '../../../subjects/indicators/allocation/schema';
import { balance } from '../../../subjects/indicators/rules/allocation';
import { withGiven, withoutUnits } from '../../../subjects/indicators/rules/give-anew';
import { useRead, useWrite } from '../../api';
import { Dialog } from '../../parts/dialog';
import { ErrorNote } from '../../parts/error-note';
import { useQuantityWords } from '../../parts/figures/use-quantity-words';
import { PageSkeleton } from '../../parts/skeletons';
import { tell } from '../../parts/tell';
import { BalanceBar } from '../targets/balance-bar';
import '../targets/targets.css';

type GivenParts = (Pick<AllocationPartRow, 'unitId' | 'value' | 'weight' | 'last' | 'fixed'> & { note?: string })[];

type Change = {
  row: AllocationRow;
  /** Whose split is changed. */
  unitId: string;
  title: string;
  how: string;
  confirm: string;
  done: string;
  partsAfter: (page: AllocationPage) => GivenParts;
  onClose: () => void;
};

/** A split before and after its parts are these; confirmed it is a draft, and its page opens to be evened out and sent. */
const ChangeDialog = ({ row, unitId, title, how, confirm, done, partsAfter, onClose }: Change) => {
  const { t } = useTranslation('todo');
  const navigate = useNavigate();
  const { data: page, error } = useRead('indicators.allocation', { targetId: row.target.id, unitId });
  const draft = useWrite('indicators.draftAllocation');
  const openPage = () => void navigate({ to: `/targets/${row.target.id}/allocation/${unitId}` as never });
  const parts = page ? partsAfter(page) : [];
  const { decimals, direction, unit } = row.target;
  // What is not split yet, or has nothing to split, begins on its own page.
  const isChangeable = page && page.state !== 'new' && page.whole !== null && page.may.draft && parts.length > 0;
  const after = isChangeable && balance(parts, { whole: page.whole!, rule: page.rule, decimals, direction });
  return (
    <Dialog title={title} onClose={onClose}>
      {!page && !error && <PageSkeleton />}
      <ErrorNote error={error ?? draft.error} />
      {page?.balance && (
        <>
          <p className="todo-about">{t('stray.before')}</p>
          <BalanceBar balance={page.balance} rule={page.rule} unit={unit} />
        </>
      )}
      {after && (
        <>
          <p className="todo-about">{t('stray.after')}</p>
          <BalanceBar balance={after} rule={page.rule} unit={unit} />
        </>
      )}
      {page && <p>{isChangeable ? how : t(page.whole === null ? 'stray.nothing' : 'stray.onPage')}</p>}
      <div className="dialog-actions">
        <Button onClick={onClose}>{t('stray.cancel')}</Button>
        {page && !isChangeable && (
          <Button type="primary" data-first onClick={openPage}>
            {t('stray.open')}
          </Button>
        )}
        {isChangeable && (
          <Button
            type="primary"
            data-first
            loading={draft.isPending}
            onClick={() =>
              draft.mutate(
                {
                  targetId: row.target.id,
                  unitId,
                  version: page.version ?? undefined,
                  method: page.method,
                  split: false,
                  parts: parts.map(({ unitId: to, value, weight, fixed, note = '' }) => ({
                    ...{ unitId: to, value, weight },
                    ...{ fixed, note },
                  })),
                },
                {
                  onSuccess: () => {
                    tell(done);
                    openPage();
                  },
                },
              )
            }
          >
            {confirm}
          </Button>
        )}
      </div>
    </Dialog>
  );
};

type Props = { row: AllocationRow; onClose: () => void };

/** 收回: the parts of units that stand elsewhere leave the split. */
export const TakeBackDialog = ({ row, onClose }: Props) => {
  const { t } = useTranslation('todo');
  const units = row.stray.map(({ unitId }) => unitId);
  const names = row.stray.map(({ unitName }) => unitName).join('、');
  return (
    <ChangeDialog
      row={row}
      unitId={row.by.unitId}
      title={t('stray.takeBack.title', { units: names })}
      how={t('stray.takeBack.how')}
      confirm={t('stray.takeBack.confirm')}
      done={t('stray.takeBack.done')}
      partsAfter={page => withoutUnits(page.parts, units)}
      onClose={onClose}
    />
  );
};

/** 重新下达: the same value from the unit that stands above now. */
export const GiveAnewDialog = ({ row, part, onClose }: Props & { part: StrayPart }) => {
  const { t } = useTranslation('todo');
  const write = useQuantityWords();
  const value = write(part.value, row.target.unit);
  return (
    <ChangeDialog
      row={row}
      unitId={part.to!.unitId}
      title={t('stray.give.title', { unit: part.unitName, value })}
      how={t('stray.give.how', { by: row.by.unitName })}
      confirm={t('stray.give.confirm')}
      done={t('stray.give.done')}
      partsAfter={page => withGiven(page.parts, part, { rule: page.rule, direction: page.target.direction })}
      onClose={onClose}
    />
  );
};
