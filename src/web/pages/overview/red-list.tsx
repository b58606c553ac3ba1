import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LightCount, Overview } from '../../../subjects/overview/schema';
import { useMe } from '../../me';
import { DateText, TimeText } from '../../parts/date-text';
import { LightMark, lightSentence } from '../../parts/light-mark';
import { CommentForm } from '../tasks/comment-form';
import { OpenTask } from './open-task';

type Row = Overview['red'][number];
type Props = { rows: Row[]; lights: LightCount; onOpen: ((taskId: string) => void) | null };

/** What is red and why, at most seven: owner, sentence, and the place to write an instruction. */
export const RedList = ({ rows, lights, onOpen }: Props) => {
  const { t } = useTranslation('overview');
  const heading =
    lights.red === 0
      ? lights.yellow > 0
        ? 'yellowOnly'
        : 'none'
      : rows.some(({ light }) => light !== 'red')
        ? 'both'
        : 'title';
  const rest = lights.red + lights.yellow - rows.length;
  return (
    <section className="overview-section" aria-labelledby="red">
      <h2 id="red">{t(`red.${heading}`)}</h2>
      <ol className="red-list">
        {rows.map(row => (
          <RedRow key={row.id} row={row} onOpen={onOpen} />
        ))}
      </ol>
      {rest > 0 && (
        <p className="overview-more">
          <Link to="/ledger" search={{ light: ['red', 'yellow'], sort: 'light' } as never}>
            {t('red.more', { count: rest })}
          </Link>
        </p>
      )}
    </section>
  );
};

const RedRow = ({ row, onOpen }: { row: Row; onOpen: Props['onOpen'] }) => {
  const { t } = useTranslation(['overview', 'light']);
  const { can } = useMe();
  const [writing, setWriting] = useState(false);
  const { lastInstruction } = row;
  return (
    <li>
      <LightMark light={row.light} />
      <div className="red-what">
        <OpenTask taskId={row.id} number={row.number} title={row.title} onOpen={onOpen} />
        <p>{lightSentence(t, row.lightReason)}</p>
        <p className="quiet red-who">
          <span>
            {row.leadUnitName ?? t('overview:noLead')}
            {row.leaderName && t('overview:leaderInCharge', { name: row.leaderName })}
          </span>
          <span>
            {t('overview:due')} <DateText on={row.dueOn} form="sentence" />
          </span>
        </p>
        {lastInstruction && (
          <p className="red-instruction">
            <span className="quiet">
              {t('overview:lastInstruction', { by: lastInstruction.by })} <TimeText at={lastInstruction.at} />
            </span>
            <span className="red-words">{lastInstruction.body}</span>
          </p>
        )}
        {writing && <CommentForm taskId={row.id} kind="instruction" autoFocus onDone={() => setWriting(false)} />}
      </div>
      {can.instruct && !writing && (
        <Button className="red-button no-print" onClick={() => setWriting(true)}>
          {t('overview:instruct')}
          <span className="visually-hidden"> {row.title}</span>
        </Button>
      )}
    </li>
  );
};
