import { useTranslation } from 'react-i18next';
import type { Board, BoardRow } from '../../../subjects/analysis/schema';
import { AwaitingNote } from '../../parts/awaiting-note';
import { BulletBar } from '../../parts/figures/target-bullet';
import { periodName } from '../../parts/period-name';
import { Quantity } from '../../parts/quantity';
import { aimValue, aimWords } from './aim-words';
import { Change, ReportedCount } from './board-table';
import { OpenIndicator } from './open-indicator';
import { shownValue } from './shown-value';
import { lightOf } from './status-light';
import { StatusWord } from './status-word';
import './board-cards.css';

type Props = { rows: BoardRow[]; lens: Board['lens']; search: Record<string, string> };

/** The same on a phone: a card for each indicator. */
export const BoardCards = ({ rows, lens, search }: Props) => {
  const { t } = useTranslation('analysis');
  return (
    <ul className="board-cards">
      {rows.map(row => {
        const { aim, unit } = row;
        const [value, planned] = [shownValue(row.value, row), shownValue(aim?.planned ?? null, row)];
        // An increment is held against what came, not against what stands.
        const towards = shownValue(aim?.actual ?? null, row);
        return (
          <li key={row.id} data-row>
            <p className="board-card-head">
              <OpenIndicator indicatorId={row.id} search={search} onOpen={null}>
                {row.name}
              </OpenIndicator>
              {aim && <StatusWord status={aim.status} />}
            </p>
            <p className="board-card-value">
              <strong>
                <Quantity value={value} unit={unit} />
              </strong>
              <Change row={row} />
              <span className="quiet">{periodName(t, row.period)}</span>
            </p>
            <AwaitingNote
              awaiting={row.awaiting}
              shown={row.isFirm ? row : null}
              lens={lens}
              isInAlready={row.isInAlready}
            />
            {aim && (
              <>
                <BulletBar
                  name={row.name}
                  value={towards}
                  target={aimValue(aim)}
                  planned={planned}
                  unit={unit}
                  aim={aimWords(aim, unit)}
                  light={lightOf(aim.status)}
                />
                <p className="quiet board-card-foot">
                  <span>
                    {t('column.planned')} <Quantity value={planned} unit={unit} />
                  </span>
                  <span>
                    {t('column.target')} <span className="number">{aimWords(aim, unit)}</span>
                  </span>
                  <span>
                    {t('column.reported')} <ReportedCount row={row} />
                  </span>
                </p>
              </>
            )}
          </li>
        );
      })}
    </ul>
  );
};
