import { useTranslation } from 'react-i18next';
import type { ReviewCell, ReviewOne } from '../../../subjects/reporting/review-schema';
import { type ApiError, useWrite } from '../../api';
import { tell } from '../../parts/tell';
import { useDraft } from '../../parts/use-draft';

type Text = { reason: string; cells: Record<string, string> };
const NOTHING: Text = { reason: '', cells: {} };

/** Name of a cell among those of its form. */
export const cellKey = ({ figureId, category }: Pick<ReviewCell, 'figureId' | 'category'>): string =>
  `${figureId}.${category}`;

export type Return = {
  reason: string;
  setReason: (reason: string) => void;
  /** Reason of a cell that is marked as wrong; undefined where it is not. */
  cell: (key: string) => string | undefined;
  mark: (key: string, reason: string | null) => void;
  marked: number;
  /** Everything that has to be said is said. */
  ready: boolean;
  send: () => void;
  busy: boolean;
  error: ApiError | null;
};

/** 退回, as it is written: an overall reason and one for each cell that is clicked. It survives a reload. */
export const useReturn = (one: ReviewOne, onDone: () => void): Return => {
  const { t } = useTranslation('review');
  const { form, period, unit, version } = one;
  const draft = useDraft<Text>(`review-return.${form.id}.${period}.${unit.id}`, NOTHING);
  const give = useWrite('reporting.return');
  const { reason, cells } = draft.value;
  const wrong = one.cells.flatMap(({ figureId, category }) => {
    const why = cells[cellKey({ figureId, category })];
    return why === undefined ? [] : [{ figureId, category, reason: why.trim() }];
  });
  return {
    reason,
    setReason: text => draft.set({ ...draft.value, reason: text }),
    cell: key => cells[key],
    mark: (key, why) => {
      const { [key]: _, ...others } = cells;
      draft.set({ ...draft.value, cells: why === null ? others : { ...others, [key]: why } });
    },
    marked: wrong.length,
    ready: reason.trim() !== '' && wrong.every(cell => cell.reason !== ''),
    send: () =>
      give.mutate(
        { formId: form.id, period, unitId: unit.id, version, reason: reason.trim(), cells: wrong },
        {
          onSuccess: () => {
            draft.clear();
            tell(t('return.done', { unit: unit.name }));
            onDone();
          },
        },
      ),
    busy: give.isPending,
    error: give.error,
  };
};
