import { useTranslation } from 'react-i18next';
import type { Exceptions, Step } from '../../../subjects/reporting/review-schema';
import { useAddress, usePathId } from '../../address';
import { useRead } from '../../api';
import { Empty } from '../../parts/empty';
import { ErrorNote } from '../../parts/error-note';
import { PageHead } from '../../parts/page-head';
import { periodName } from '../../parts/period-name';
import { TableSkeleton } from '../../parts/skeletons';
import { useKeys } from '../../parts/use-keys';
import { useRowWalk } from '../../parts/use-row-walk';
import { GroupBulk } from './group-bulk';
import { GroupMissing } from './group-missing';
import { OneDrawer } from './one-drawer';
import './review.css';
import { BackLink } from '../../parts/back-link';
import { StoppedDialog } from './stopped-dialog';
import { type Deed, useDeed } from './use-deed';
import { useSeenVersions } from './use-looked-at';
import { usePicked } from './use-picked';
import { CleanRow, WaitingRow } from './waiting-row';

/** One county's units that wait for a form and period: exceptions first, the rest below, all approved at once or one by one. */
export const GroupPage = () => {
  const { t } = useTranslation('review');
  const [window, groupId] = [{ formId: usePathId('formId'), period: usePathId('period') }, usePathId('groupId')];
  const [address, setAddress] = useAddress();
  const step: Step = address.text('step') === 'accept' ? 'accept' : 'approve';
  const input = { ...window, groupId, step };
  const { data, error, refetch } = useRead('reporting.exceptions', input, { keep: true, staleTime: 0 });
  const open = address.text('unit');
  return (
    <div className="review-beside">
      <div className="review-main">
        <BackLink to="/review">{t('title')}</BackLink>
        <PageHead
          title={data?.groupName ?? t('title')}
          sub={data ? `${data.formName} ${periodName(t, window.period)}` : periodName(t, window.period)}
        />
        {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
        {!data && !error && <TableSkeleton rows={10} columns={3} />}
        {data && <GroupList key={`${groupId} ${step}`} data={data} window={window} step={step} />}
      </div>
      {open && (
        <OneDrawer
          {...window}
          unitId={open}
          returning={address.text('return') !== undefined}
          onReturning={on => setAddress({ return: on ? '1' : null }, { replace: true })}
          onClose={() => setAddress({ unit: null, return: null })}
        />
      )}
    </div>
  );
};

type ListProps = { data: Exceptions; window: { formId: string; period: string }; step: Step };

const unitAtKeyboard = (): string | null =>
  document.activeElement?.closest<HTMLElement>('[data-unit]')?.dataset.unit ?? null;

const GroupList = ({ data, window, step }: ListProps) => {
  const { t } = useTranslation('review');
  const [address, setAddress] = useAddress();
  const box = useRowWalk<HTMLDivElement>();
  const deed = useDeed(window, step);
  const picked = usePicked(data);
  const open = address.text('unit');
  const rows = [...data.exceptions, ...data.clean];
  const seen = useSeenVersions(rows);
  // What is chosen in the list was seen as it first stood there; what stopped a deed is shown with its differences.
  const careful: Deed = { ...deed, run: (units, despite) => deed.run(seen.asSeen(units), despite) };
  const informed: Deed = {
    ...deed,
    drop: () => {
      deed.drop();
      seen.lookAtAll();
    },
  };
  const openUnit = (unitId: string, more: Record<string, string | null> = { return: null }) => {
    seen.look(unitId);
    setAddress({ unit: unitId, ...more }, { replace: open !== undefined });
  };
  const at = () => {
    const unitId = unitAtKeyboard() ?? open;
    return rows.find(row => row.unitId === unitId);
  };
  const approveHere = () => {
    const unit = at();
    if (unit) void careful.run([{ unitId: unit.unitId, version: unit.version }]);
  };
  useKeys([
    { key: 'a', label: t(`step.${step}.one`), act: approveHere },
    {
      key: 'r',
      label: t('return.button'),
      act: () => {
        const unit = at();
        if (unit) openUnit(unit.unitId, { return: '1' });
      },
    },
    { key: 'x', label: t('pick.key'), act: () => picked.toggle(at()?.unitId) },
    { key: 'Enter', label: t('open'), act: () => undefined },
  ]);
  return (
    <div ref={box}>
      {rows.length === 0 ? (
        <Empty title={t('group.none')}>{t('group.noneWhy')}</Empty>
      ) : (
        <GroupBulk data={data} picked={picked} deed={careful} />
      )}
      {data.exceptions.length > 0 && (
        <section className="review-section" aria-labelledby="exceptions">
          <h2 id="exceptions">
            {t('group.exceptions')} <span className="todo-count">{data.exceptions.length}</span>
          </h2>
          <ul>
            {data.exceptions.map(unit => (
              <WaitingRow
                key={unit.unitId}
                unit={unit}
                changed={seen.isChanged(unit)}
                open={unit.unitId === open}
                picked={picked}
                onOpen={openUnit}
              />
            ))}
          </ul>
        </section>
      )}
      {data.clean.length > 0 && (
        <section className="review-section" aria-labelledby="clean">
          <h2 id="clean">
            {t('group.clean')} <span className="todo-count">{data.clean.length}</span>
          </h2>
          <ul className="review-clean">
            {data.clean.map(unit => (
              <CleanRow
                key={unit.unitId}
                unit={unit}
                changed={seen.isChanged(unit)}
                open={unit.unitId === open}
                picked={picked}
                onOpen={openUnit}
              />
            ))}
          </ul>
        </section>
      )}
      <GroupMissing window={window} data={data} />
      {deed.stopped && <StoppedDialog deed={informed} stopped={deed.stopped} />}
    </div>
  );
};
