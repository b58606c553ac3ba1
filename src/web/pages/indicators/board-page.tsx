import { Link, useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Board } from '../../../subjects/analysis/schema';
import { useAddress } from '../../address';
import { downloadUrl, useRead } from '../../api';
import { useMe } from '../../me';
import { Empty } from '../../parts/empty';
import { ErrorNote } from '../../parts/error-note';
import { FigureExport } from '../../parts/figures/figure-export';
import { dateInSentence } from '../../parts/format-date';
import { PageHead } from '../../parts/page-head';
import { TableSkeleton } from '../../parts/skeletons';
import { useNarrow } from '../../use-narrow';
import { type BoardAddress, boardIn, boardViews, rowsShown } from './board-address';
import { BoardCards } from './board-cards';
import { BoardFilters } from './board-filters';
import { BoardHeat } from './board-heat';
import { BoardMap } from './board-map';
import { BoardMultiples } from './board-multiples';
import { BoardTable } from './board-table';
import { IndicatorDrawer } from './indicator-drawer';
import { type Seen, seenIn, seenInput, seenSearch } from './seen-address';
import { SeenBar } from './seen-bar';
import { UnitChoice } from './unit-choice';
import { UnitCrumb } from './unit-crumb';
import './board-page.css';
import './captioned.css';
import './view-choice.css';

/** 指标总览: all indicators for the last whole period. */
export const BoardPage = () => {
  const { t } = useTranslation('analysis');
  const narrow = useNarrow();
  const [address, setAddress] = useAddress();
  const seen = seenIn(address);
  const at = boardIn(address);
  const { data, error, refetch } = useRead('analysis.board', seenInput(seen), { keep: true });
  const { posts, can } = useMe();
  const compares = posts.some(({ role }) => role !== 'reporter' && role !== 'administrator');
  return (
    <div className="board-page">
      <div className="board-main">
        <PageHead title={t('title')}>
          <Link to="/targets">{t('targets')}</Link>
          <Link to="/allocations">{t('allocations')}</Link>
          {compares && <Link to="/indicators/league">{t('league.link')}</Link>}
        </PageHead>
        {error && !data && (
          <>
            {/* A link of a colleague may ask for what this person does not see: here it can be changed. */}
            <SeenBar seen={seen} lenses={['accepted']} onChange={setAddress} />
            <ErrorNote error={error} onRetry={() => void refetch()} />
          </>
        )}
        {!data && !error && <TableSkeleton rows={20} columns={7} dense />}
        {data && (
          <>
            <UnitCrumb unit={data.unit} isWhole={data.unit.kind === 'bureau'} onChange={setAddress} />
            <SeenBar seen={seen} lenses={data.lenses} onChange={setAddress}>
              <UnitChoice value={seen.unitId ?? null} compares={compares} onChange={unit => setAddress({ unit })} />
            </SeenBar>
            {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
            {data.rows.length === 0 ? (
              <Empty
                title={t('empty.title')}
                action={
                  can.settle ? (
                    <Link to="/definitions" className="ant-btn ant-btn-primary">
                      {t('empty.go')}
                    </Link>
                  ) : undefined
                }
              >
                {t('empty.hint')}
              </Empty>
            ) : (
              <BoardBody board={data} at={at} seen={seen} />
            )}
          </>
        )}
      </div>
      {at.open && !narrow && (
        <IndicatorDrawer
          indicatorId={at.open}
          seen={{ ...seen, unitId: at.openUnit ?? seen.unitId }}
          onUnit={openUnit => setAddress({ openUnit })}
          onClose={() => setAddress({ open: null, openUnit: null })}
        />
      )}
    </div>
  );
};

const BoardBody = ({ board, at, seen }: { board: Board; at: BoardAddress; seen: Seen }) => {
  const { t, i18n } = useTranslation('analysis');
  const me = useMe();
  const narrow = useNarrow();
  const [, setAddress] = useAddress();
  const navigate = useNavigate();
  const figure = useRef<HTMLElement>(null);
  const rows = rowsShown(board, at);
  const filtered = rows.length < board.rows.length;
  const xlsx = downloadUrl('analysis.exportBoard', {
    ...seenInput(seen),
    ...(filtered ? { indicatorIds: rows.map(({ id }) => id).join(',') as never } : {}),
  });
  const asOf = t('short.asOf', {
    date: dateInSentence(seen.asOf ?? board.on, me.today, i18n.language),
    lens: t(`lens.${seen.lens}`),
  });
  const views = boardViews.filter(view => view === 'table' || board.units.length > 1);
  const view = views.includes(at.view) ? at.view : 'table';
  const one = rows.find(({ id }) => id === at.one) ?? rows[0];
  const openUnit = (unit: string) => setAddress({ unit, view: null });
  const openCell = (openUnit: string, open: string) => {
    if (!narrow) return setAddress({ open, openUnit }, { replace: at.open !== null });
    const search = { ...seenSearch(seen), unit: openUnit };
    void navigate({ to: `/indicators/${open}`, search: search as never });
  };
  return (
    <>
      <div className="board-tools no-print">
        <ViewChoice
          views={views}
          view={view}
          onChange={chosen => setAddress({ view: chosen === 'table' ? null : chosen })}
        />
        {(view === 'map' || view === 'small') && one && (
          <label className="board-one">
            <span className="visually-hidden">{t('filter.one')}</span>
            <select className="plain-input" value={one.id} onChange={({ target }) => setAddress({ one: target.value })}>
              {rows.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
        {(view === 'map' || view === 'heat') && (
          <label className="board-one">
            {t('tint.label')}{' '}
            <select
              className="plain-input"
              value={at.tint}
              onChange={({ target }) => setAddress({ tint: target.value === 'ink' ? 'ink' : null })}
            >
              <option value="light">{t('tint.light')}</option>
              <option value="ink">{t('tint.ink')}</option>
            </select>
          </label>
        )}
        {/* A phone shows the one indicator that was chosen, without a page of filters above it. */}
        {!(narrow && (view === 'map' || view === 'small')) && (
          <BoardFilters board={board} shown={rows.length} at={at} onChange={setAddress} />
        )}
      </div>
      {seen.asOf && <p className="quiet">{t('seen.asOfNote', { date: seen.asOf })}</p>}
      {!one && <p className="quiet board-none">{t('empty.filtered')}</p>}
      {one && view === 'table' && (
        <figure ref={figure} className="captioned">
          <figcaption>
            <span className="quiet">
              {asOf}
              <span className="board-key"> · {t('key')}</span>
            </span>
            <FigureExport figure={figure} name={t('title')} xlsx={xlsx} />
          </figcaption>
          {narrow ? (
            <BoardCards rows={rows} lens={board.lens} search={seenSearch(seen)} />
          ) : (
            <BoardTable
              board={board}
              rows={rows}
              open={at.open}
              search={seenSearch(seen)}
              onOpen={open => setAddress({ open, openUnit: null }, { replace: at.open !== null })}
            />
          )}
        </figure>
      )}
      {one && view === 'heat' && (
        <BoardHeat
          board={board}
          rows={rows}
          tint={at.tint}
          xlsx={xlsx}
          asOf={asOf}
          onUnit={openUnit}
          onCell={openCell}
        />
      )}
      {one && view === 'map' && (
        <BoardMap
          board={board}
          row={one}
          tint={at.tint}
          xlsx={xlsx}
          asOf={asOf}
          onUnit={unit => openCell(unit, one.id)}
        />
      )}
      {one && view === 'small' && (
        <BoardMultiples row={one} seen={seen} asOf={asOf} onUnit={unit => openCell(unit, one.id)} />
      )}
    </>
  );
};

type ViewProps = {
  views: readonly BoardAddress['view'][];
  view: BoardAddress['view'];
  onChange: (view: BoardAddress['view']) => void;
};

const ViewChoice = ({ views, view, onChange }: ViewProps) => {
  const { t } = useTranslation('analysis');
  if (views.length < 2) return null;
  return (
    <fieldset className="view-choice">
      <legend className="visually-hidden">{t('view.label')}</legend>
      {views.map(one => (
        <button key={one} type="button" aria-pressed={view === one} onClick={() => onChange(one)}>
          {t(`view.${one}`)}
        </button>
      ))}
    </fieldset>
  );
};
