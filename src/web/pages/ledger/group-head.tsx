import { useTranslation } from 'react-i18next';
import type { LedgerGroup, Light } from '../../../subjects/tasks/schema';
import { LightMark } from '../../parts/light-mark';
import type { LedgerGroupBy } from './ledger-address';

const order: readonly Light[] = ['red', 'yellow', 'green', 'grey', 'blue'];

type Props = {
  group: LedgerGroup;
  by: LedgerGroupBy;
  folded: boolean;
  onFold: () => void;
};

/** The words of a group: codes are translated, what has no value says so. */
export const useGroupLabel = () => {
  const { t } = useTranslation('ledger');
  return ({ key, label }: Pick<LedgerGroup, 'key' | 'label'>, by: LedgerGroupBy): string => {
    if (by === 'light') return t(`frame:light.${key}`);
    if (by === 'status') return t(`status.${key}`);
    if (key === '') return t(`group.without.${by}`);
    return label;
  };
};

/** Head of a group: folds it, and says how many of each light are in it. */
export const GroupHead = ({ group, by, folded, onFold }: Props) => {
  const label = useGroupLabel();
  return (
    <div className="group-head">
      <button type="button" className="group-fold" aria-expanded={!folded} onClick={onFold}>
        <span aria-hidden="true" className="fold-mark">
          {folded ? '▸' : '▾'}
        </span>
        {label(group, by)} <span className="number quiet">{group.count}</span>
      </button>
      {by !== 'light' &&
        order
          .filter(light => group.lights[light] > 0)
          .map(light => (
            <span key={light} className="group-light">
              <LightMark light={light} /> <span className="number">{group.lights[light]}</span>
            </span>
          ))}
    </div>
  );
};
