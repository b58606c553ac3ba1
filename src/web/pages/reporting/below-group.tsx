import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FormBelow } from '../../../subjects/reporting/entry-schema';
import { useAddress } from '../../address';
import { useRead } from '../../api';
import { DateText } from '../../parts/date-text';
import { ErrorNote } from '../../parts/error-note';
import { periodName } from '../../parts/period-name';
import { LinesSkeleton } from '../../parts/skeletons';
import { RemindUnits } from '../review/remind-units';
import { TodoGroup } from '../todo/todo-row';
import { CountySheet } from './county-sheet';
import { DaysLeft } from './days-left';
import { MissingNames } from './missing-names';

const nameOf = ({ formId, period, unitId }: FormBelow): string => `${formId}.${period}.${unitId}`;

/** 所属学校: how many have handed in, and who is missing. Which list is open stands in the address (`?missing=`). */
export const BelowGroup = ({ rows }: { rows: FormBelow[] }) => {
  const { t } = useTranslation('reporting');
  const [address, setAddress] = useAddress();
  if (rows.length === 0) return null;
  const open = address.text('missing');
  const line = (row: FormBelow) => (
    <BelowRow
      key={nameOf(row)}
      row={row}
      isOpen={open === nameOf(row)}
      onOpen={isOpen => setAddress({ missing: isOpen ? nameOf(row) : null }, { replace: true })}
    />
  );
  const waiting = rows.filter(({ missing }) => missing > 0);
  const whole = rows.filter(({ missing }) => missing === 0);
  return (
    <TodoGroup id="forms-below" title={t('below.title')} count={waiting.length}>
      <ul>{waiting.map(line)}</ul>
      {whole.length > 0 && (
        <details className="below-whole">
          <summary>{t('below.whole', { count: whole.length })}</summary>
          <ul>{whole.map(line)}</ul>
        </details>
      )}
    </TodoGroup>
  );
};

type RowProps = { row: FormBelow; isOpen: boolean; onOpen: (isOpen: boolean) => void };

const BelowRow = ({ row, isOpen, onOpen }: RowProps) => {
  const { t } = useTranslation('reporting');
  return (
    <li className="todo-row below-row" data-row>
      <div className="todo-what">
        <p className="todo-title">
          {row.name} {periodName(t, row.period)}
        </p>
        <p className="todo-about">
          <span>{row.unitName}</span>
          <span className="number">{t('below.count', row)}</span>
          {row.missing > 0 && (
            <span>
              {t('entry.due')} <DateText on={row.dueOn} form="sentence" /> · <DaysLeft days={row.daysLeft} />
            </span>
          )}
        </p>
        {isOpen && (
          <div className="below-missing">
            <MissingList row={row} />
            <CountySheet county={{ formId: row.formId, period: row.period, unitId: row.unitId }} />
          </div>
        )}
      </div>
      <div className="todo-actions">
        {row.missing > 0 && (
          <Button aria-expanded={isOpen} onClick={() => onOpen(!isOpen)}>
            {t('below.missing', { count: row.missing })} <span aria-hidden="true">{isOpen ? '▴' : '▾'}</span>
          </Button>
        )}
      </div>
    </li>
  );
};

/** Who has not handed in yet, each leading to its form: a county may fill it in for a school. */
const MissingList = ({ row }: { row: FormBelow }) => {
  const { t } = useTranslation('reporting');
  const { formId, period, unitId } = row;
  const { data, error, refetch } = useRead('reporting.exceptions', {
    formId,
    period,
    groupId: unitId,
    step: 'approve',
  });
  if (error && !data) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <LinesSkeleton lines={3} />;
  if (data.missing.length === 0) return <p className="quiet">{t('tally.all')}</p>;
  return (
    <>
      <RemindUnits window={{ formId, period }} missing={data.missing} />
      <MissingNames window={{ formId, period }} units={data.missing} />
    </>
  );
};
