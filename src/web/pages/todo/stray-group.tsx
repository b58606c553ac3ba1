import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AllocationRow, StrayPart } from '../../../subjects/indicators/allocation/schema';
import { useRead } from '../../api';
import { useMe } from '../../me';
import { GiveAnewDialog, TakeBackDialog } from './stray-dialogs';
import { TodoGroup } from './todo-row';

/** Splits that a reform left with parts of units elsewhere: of those who split, of who gives now, and of the supervision office, which sees to it. */
export const useStraySplits = (): AllocationRow[] => {
  const { posts } = useMe();
  const isOffice = posts.some(({ role }) => role === 'supervisor');
  const enabled = posts.some(({ role }) => ['supervisor', 'county', 'liaison'].includes(role));
  const { data } = useRead('indicators.allocations', { stray: true }, { refetchInterval: 120_000, enabled });
  return data?.rows.filter(({ may, stray }) => isOffice || may.draft || stray.some(({ mayGive }) => mayGive)) ?? [];
};

/** Who has the part takes it back, who stands above the unit now gives it anew: one button each. */
const StrayRow = ({ row }: { row: AllocationRow }) => {
  const { t } = useTranslation('todo');
  const [opened, open] = useState<StrayPart | 'takeBack' | null>(null);
  const { target, by, stray, may } = row;
  const give = stray.filter(({ mayGive }) => mayGive);
  return (
    <li className="todo-row" data-row>
      <div className="todo-what">
        {may.draft ? (
          <Link to={`/targets/${target.id}/allocation/${by.unitId}`} className="todo-title">
            {target.indicator}
          </Link>
        ) : (
          <span className="todo-title">{target.indicator}</span>
        )}
        <p className="todo-about">
          {t('stray.what', { units: stray.map(({ unitName }) => unitName).join('、'), by: by.unitName })}
        </p>
      </div>
      <div className="todo-actions">
        {give.map(part => (
          <Button key={part.unitId} onClick={() => open(part)}>
            {give.length === 1 ? t('stray.give.button') : t('stray.give.one', { unit: part.unitName })}
          </Button>
        ))}
        {may.draft && <Button onClick={() => open('takeBack')}>{t('stray.takeBack.button')}</Button>}
      </div>
      {opened === 'takeBack' && <TakeBackDialog row={row} onClose={() => open(null)} />}
      {opened !== null && opened !== 'takeBack' && (
        <GiveAnewDialog row={row} part={opened} onClose={() => open(null)} />
      )}
    </li>
  );
};

export const StrayGroup = ({ rows }: { rows: AllocationRow[] }) => {
  const { t } = useTranslation('todo');
  if (rows.length === 0) return null;
  return (
    <TodoGroup id="todo-stray" title={t('stray.title')} count={rows.length}>
      <ul>
        {rows.map(row => (
          <StrayRow key={row.id} row={row} />
        ))}
      </ul>
    </TodoGroup>
  );
};
