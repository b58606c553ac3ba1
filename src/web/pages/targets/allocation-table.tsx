import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AllocationRow } from '../../../subjects/indicators/allocation/schema';
import { DateText, TimeText } from '../../parts/date-text';
import { Quantity } from '../../parts/quantity';
import { SignPart } from './sign-part';

type Group = 'received' | 'split' | 'led';

/** Splits of one group: received ones with their own value and the way to sign, others with how far they are. */
export const AllocationTable = ({ group, rows }: { group: Group; rows: AllocationRow[] }) => {
  const { t } = useTranslation('targets');
  const id = `allocations-${group}`;
  return (
    <section className="target-section" aria-labelledby={id}>
      <h2 id={id}>
        {t(`list.${group}`)} <span className="target-count">{rows.length}</span>
      </h2>
      <table className="plain-table card-table allocations-table">
        <thead>
          <tr>
            <th scope="col">{t('column.target')}</th>
            <th scope="col" className="right">
              {t(group === 'received' ? 'column.part' : 'column.whole')}
            </th>
            <th scope="col">{t('column.due')}</th>
            <th scope="col">{t('column.state')}</th>
            <th scope="col">{t('column.signed')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <Row key={row.id} group={group} row={row} />
          ))}
        </tbody>
      </table>
    </section>
  );
};

const Row = ({ group, row }: { group: Group; row: AllocationRow }) => {
  const { t } = useTranslation('targets');
  const { target, own } = row;
  const to = `/targets/${target.id}/allocation/${row.by.unitId}`;
  return (
    <tr data-row>
      <th scope="row">
        <Link to={to}>{target.indicator}</Link>
        <p className="quiet">{t('allocation.by', { unit: row.by.unitName })}</p>
      </th>
      <td className="right" data-label={t(group === 'received' ? 'column.part' : 'column.whole')}>
        {group === 'received' ? (
          own.map(part => (
            <p key={part.unitId}>
              {own.length > 1 && `${part.unitName} `}
              <Quantity value={part.value} unit={target.unit} />
            </p>
          ))
        ) : (
          <Quantity value={row.whole} unit={target.unit} />
        )}
      </td>
      <td data-label={t('column.due')}>
        <DateText on={target.dueOn} />
      </td>
      <td className="card-line" data-label={t('column.state')}>
        {t(`state.${row.state}`)}
        {row.balance && row.balance.state !== 'balanced' && (
          <span className="quiet"> {t(`balance.state.${row.balance.state}`, { count: row.balance.short })}</span>
        )}
      </td>
      <td className="card-line" data-label={t('column.signed')}>
        {group === 'received' ? (
          own.map(part => <OwnPart key={part.unitId} row={row} part={part} />)
        ) : (
          <span className="number">
            {t('allocation.signed', { signed: row.counts.signed, count: row.counts.parts })}
          </span>
        )}
      </td>
    </tr>
  );
};

const OwnPart = ({ row, part }: { row: AllocationRow; part: AllocationRow['own'][number] }) => {
  const { t } = useTranslation('targets');
  const [signing, setSigning] = useState(false);
  return (
    <p className="signed-cell">
      {part.signedAt ? (
        <span>
          {t('sign.signed')} <TimeText at={part.signedAt} />
        </span>
      ) : (
        <span className="quiet">{t('sign.notYet')}</span>
      )}
      {part.may.sign && (
        <Button size="small" type="primary" onClick={() => setSigning(true)}>
          {t('sign.button')}
        </Button>
      )}
      {(part.splitId || part.may.split) && (
        <Link to={`/targets/${row.target.id}/allocation/${part.unitId}`}>
          {t(part.splitId ? 'allocation.own' : 'allocation.further')}
        </Link>
      )}
      {signing && (
        <SignPart
          part={{ allocationId: row.id, version: row.version, unitId: part.unitId }}
          unitName={part.unitName}
          value={part.value}
          target={row.target}
          onClose={() => setSigning(false)}
        />
      )}
    </p>
  );
};
