import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AcrossGroups, AcrossUnits as UnitsAnswer } from '../../../subjects/reporting/across-schema';
import type { LensName } from '../../../subjects/reporting/schema';
import { useRead, useWrite } from '../../api';
import { ErrorNote } from '../../parts/error-note';
import { Quantity } from '../../parts/quantity';
import { TableSkeleton } from '../../parts/skeletons';
import { tell } from '../../parts/tell';
import { changePercent } from './change-percent';
import { SayForm } from './say-form';

type Unit = UnitsAnswer['units'][number];
type UnitCell = Unit['cells'][number];
type Input = { figureId: string; period: string; lens: LensName; groupId: string };
type Props = { input: Input; data: AcrossGroups; groupName: string; onClose: () => void };

const keyOf = (unit: Unit, cell: UnitCell): string => `${unit.unitId} ${cell.category}`;

/** The units of one county with their cells: doubt one with a reason, confirm the others. */
export const AcrossUnits = ({ input, data, groupName, onClose }: Props) => {
  const { t } = useTranslation('review');
  const { data: answer, error, refetch } = useRead('reporting.acrossUnits', input, { staleTime: 0 });
  const [chosen, setChosen] = useState<string[]>([]);
  const confirm = useWrite('reporting.confirmCells');
  const formId = answer?.formId;
  const rows = answer?.units.flatMap(unit => unit.cells.map(cell => ({ unit, cell }))) ?? [];
  const picked = rows.filter(({ unit, cell }) => chosen.includes(keyOf(unit, cell)));
  const toggle = (key: string) =>
    setChosen(chosen.includes(key) ? chosen.filter(one => one !== key) : [...chosen, key]);
  const confirmPicked = () => {
    if (!formId) return;
    const cells = picked.map(({ unit, cell }) => ({
      unitId: unit.unitId,
      figureId: input.figureId,
      category: cell.category,
    }));
    confirm.mutate(
      { formId, period: input.period, cells },
      {
        onSuccess: ({ confirmed }) => {
          tell(t('confirm.done', { count: confirmed }));
          setChosen([]);
        },
      },
    );
  };
  return (
    <section className="review-section across-units" aria-labelledby="across-units">
      <header className="across-units-head">
        <h2 id="across-units">{groupName}</h2>
        <Button disabled={picked.length === 0} loading={confirm.isPending} onClick={confirmPicked}>
          {t('confirm.many', { count: picked.length })}
        </Button>
        <button type="button" className="plain-button" aria-label={t('frame:close')} onClick={onClose}>
          ✕
        </button>
      </header>
      <ErrorNote error={error ?? confirm.error} onRetry={() => void refetch()} />
      {!answer && !error && <TableSkeleton rows={8} columns={5} />}
      {answer && rows.length === 0 && <p className="quiet">{t('across.noUnits')}</p>}
      {rows.length > 0 && (
        <table className="plain-table card-table">
          <thead>
            <tr>
              <th scope="col">{t('column.unit')}</th>
              {data.categories.length > 0 && <th scope="col">{t('column.category')}</th>}
              <th scope="col" className="right">
                {t('column.value')}
              </th>
              <th scope="col" className="right">
                {t('column.previous')}
              </th>
              <th scope="col" className="right">
                {t('column.change')}
              </th>
              <th scope="col">{t('column.said')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ unit, cell }) => (
              <CellRow
                key={keyOf(unit, cell)}
                place={{ formId: formId ?? null, period: input.period, figureId: input.figureId }}
                unit={unit}
                cell={cell}
                categories={data.categories}
                picked={chosen.includes(keyOf(unit, cell))}
                onPick={() => toggle(keyOf(unit, cell))}
              />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
};

type RowProps = {
  place: { formId: string | null; period: string; figureId: string };
  unit: Unit;
  cell: UnitCell;
  categories: { code: string; name: string }[];
  picked: boolean;
  onPick: () => void;
};

const CellRow = ({ place, unit, cell, categories, picked, onPick }: RowProps) => {
  const { t } = useTranslation('review');
  const handedIn = unit.stage > 0 && cell.value !== null;
  const percent = changePercent(cell.previous, cell.value);
  const category = categories.find(({ code }) => code === cell.category)?.name;
  return (
    <tr data-row>
      <th scope="row">
        {handedIn && (
          <input
            type="checkbox"
            aria-label={t('confirm.pick', { name: [unit.unitName, category].filter(Boolean).join(' ') })}
            checked={picked}
            onChange={onPick}
          />
        )}{' '}
        {place.formId && unit.stage > 0 ? (
          <Link to={`/review/one/${place.formId}/${place.period}/${unit.unitId}`}>{unit.unitName}</Link>
        ) : (
          unit.unitName
        )}{' '}
        <span className="quiet">{t(unit.exempt ? 'exemptShort' : `stage.${unit.stage}`)}</span>
      </th>
      {categories.length > 0 && <td data-label={t('column.category')}>{category ?? t('across.all')}</td>}
      <td className="right" data-label={t('column.value')}>
        <Quantity value={cell.value} bare />
      </td>
      <td className="right" data-label={t('column.previous')}>
        <Quantity value={cell.previous} bare />
      </td>
      <td className="right number" data-label={t('column.change')}>
        {percent === null ? <span className="quiet">—</span> : `${percent}%`}
      </td>
      <td className="card-line" data-label={t('column.said')}>
        <CellSaid place={place} unit={unit} cell={cell} handedIn={handedIn} />
      </td>
    </tr>
  );
};

type SaidProps = Pick<RowProps, 'place' | 'unit' | 'cell'> & { handedIn: boolean };

const CellSaid = ({ place, unit, cell, handedIn }: SaidProps) => {
  const { t } = useTranslation('review');
  const [saying, setSaying] = useState(false);
  const query = useWrite('reporting.query');
  const { formId, period, figureId } = place;
  const send = (reason: string) => {
    if (!formId) return;
    query.mutate(
      { formId, period, unitId: unit.unitId, figureId, category: cell.category, reason },
      {
        onSuccess: () => {
          tell(t('query.done'));
          setSaying(false);
        },
      },
    );
  };
  return (
    <>
      {cell.query && (
        <p>
          <strong>{t(cell.query.answered ? 'query.answered' : 'query.unanswered')}</strong> {cell.query.body}{' '}
          <span className="quiet">{cell.query.by}</span>
        </p>
      )}
      {cell.explanation && (
        <p>
          {t('note.explanation')} {cell.explanation}
        </p>
      )}
      {cell.confirmed && <span className="quiet">{t('note.confirm')} </span>}
      {handedIn && !saying && (
        <button type="button" className="link-button no-print" onClick={() => setSaying(true)}>
          {t('query.button')}
        </button>
      )}
      {saying && (
        <SayForm
          label={t('query.label')}
          send={t('query.send')}
          busy={query.isPending}
          error={query.error}
          onSend={send}
          onCancel={() => setSaying(false)}
        />
      )}
    </>
  );
};
