import { useTranslation } from 'react-i18next';
import { subtractDecimals } from '../../../kernel/decimal';
import type { Board, BoardRow } from '../../../subjects/analysis/schema';
import { useAwaitingWords } from '../../parts/awaiting-note';
import { BulletBar } from '../../parts/figures/target-bullet';
import { periodName, periodPart } from '../../parts/period-name';
import { Quantity } from '../../parts/quantity';
import { useRowWalk } from '../../parts/use-row-walk';
import { aimValue, aimWords } from './aim-words';
import { OpenIndicator } from './open-indicator';
import { shownValue } from './shown-value';
import { lightOf } from './status-light';
import { StatusWord } from './status-word';
import { UnitStrip } from './unit-strip';
import './board-table.css';

type Props = {
  board: Board;
  rows: BoardRow[];
  open: string | null;
  search: Record<string, string>;
  onOpen: ((indicatorId: string) => void) | null;
};

/** One line for each indicator, in the catalogue's order. */
export const BoardTable = ({ board, rows, open, search, onOpen }: Props) => {
  const { t } = useTranslation('analysis');
  const box = useRowWalk<HTMLTableSectionElement>();
  const units = board.units.length > 1;
  return (
    <div className="board-scroll">
      <table className="plain-table dense-table board-table">
        <thead>
          <tr>
            <th scope="col">{t('column.name')}</th>
            <th scope="col">{t('column.period')}</th>
            <th scope="col" className="right">
              {t('column.value')}
            </th>
            <th scope="col" className="right board-wide">
              {t('column.change')}
            </th>
            <th scope="col" className="board-progress">
              {t('column.progress')}
            </th>
            <th scope="col" className="right board-wide">
              {t('column.planned')}
            </th>
            <th scope="col" className="right board-mid">
              {t('column.target')}
            </th>
            <th scope="col">{t('column.status')}</th>
            <th scope="col" className="right">
              {t('column.reported')}
            </th>
            {units && (
              <th scope="col" className="board-wide">
                {t('column.units')}
              </th>
            )}
          </tr>
        </thead>
        <tbody ref={box}>
          {rows.map(row => (
            <Line key={row.id} board={board} row={row} isOpen={open === row.id} search={search} onOpen={onOpen} />
          ))}
        </tbody>
      </table>
    </div>
  );
};

type LineProps = { board: Board; row: BoardRow; isOpen: boolean } & Pick<Props, 'search' | 'onOpen'>;

const Line = ({ board, row, isOpen, search, onOpen }: LineProps) => {
  const { t } = useTranslation('analysis');
  const { aim, unit } = row;
  const [value, planned] = [shownValue(row.value, row), shownValue(aim?.planned ?? null, row)];
  // An increment is held against what came, not against what stands.
  const towards = shownValue(aim?.actual ?? null, row);
  return (
    <tr data-row aria-current={isOpen || undefined}>
      <th scope="row">
        <OpenIndicator indicatorId={row.id} search={search} onOpen={onOpen}>
          {row.name}
        </OpenIndicator>
        {row.leadUnitName && <span className="quiet board-lead">{row.leadUnitName}</span>}
      </th>
      <td className="number">
        {periodName(t, row.period)}
        <ShortAwaiting row={row} lens={board.lens} />
      </td>
      <td className="right">
        <strong>
          <Quantity value={value} unit={unit} />
        </strong>
      </td>
      <td className="right board-wide">
        <Change row={row} />
      </td>
      <td className="board-progress">
        {aim && (
          <BulletBar
            name={row.name}
            value={towards}
            target={aimValue(aim)}
            planned={planned}
            unit={unit}
            aim={aimWords(aim, unit)}
            light={lightOf(aim.status)}
          />
        )}
      </td>
      <td className="right board-wide">{planned !== null && <Quantity value={planned} unit={unit} />}</td>
      <td className="right number board-mid">{aim && aimWords(aim, unit)}</td>
      <td>{aim && <StatusWord status={aim.status} />}</td>
      <td className="right">
        <ReportedCount row={row} />
      </td>
      {board.units.length > 1 && (
        <td className="board-wide">
          <UnitStrip row={row} board={board} />
        </td>
      )}
    </tr>
  );
};

/** 三季度 3/600, with the whole sentence for whoever asks. */
const ShortAwaiting = ({
  row: { awaiting, isFirm, period, isInAlready },
  lens,
}: {
  row: BoardRow;
  lens: Board['lens'];
}) => {
  const { t } = useTranslation('frame');
  const words = useAwaitingWords({ awaiting, shown: isFirm ? { period } : null, lens, isInAlready });
  if (!awaiting || words === null) return null;
  const { reported, expected } = awaiting;
  const short = { period: periodPart(t, awaiting.period) || periodName(t, awaiting.period), reported, expected };
  return (
    <span className="quiet board-awaiting" title={words}>
      <span aria-hidden="true">{t('frame:awaiting.short', short)}</span>
      <span className="visually-hidden">{words}</span>
    </span>
  );
};

/** How many are in, of how many; the missing ones stand out by weight, not by colour. */
export const ReportedCount = ({ row: { reported } }: { row: Pick<BoardRow, 'reported'> }) => (
  <span className={reported.reported < reported.expected ? 'number board-gaps' : 'number quiet'}>
    {reported.expected === 0 ? '—' : `${reported.reported}/${reported.expected}`}
  </span>
);

/** 较上期. With units missing it says so: a sum that lacks a county fell for that reason. */
export const Change = ({ row }: { row: BoardRow }) => {
  const { t } = useTranslation('analysis');
  const [value, previous] = [shownValue(row.value, row), shownValue(row.previous, row)];
  const missing = row.reported.expected - row.reported.reported;
  const change = value === null || previous === null ? null : subtractDecimals(value, previous);
  const unit = row.unit === '%' ? t('points') : row.unit;
  if (change === null || missing <= 0) return <Quantity value={change} unit={unit} signed />;
  const words = t('change.partial', { count: missing });
  return (
    <span className="quiet" title={words}>
      <Quantity value={change} unit={unit} signed />
      <span aria-hidden="true">*</span>
      <span className="visually-hidden"> {words}</span>
    </span>
  );
};
