import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { SetAddress } from '../../address';
import type { LedgerGroupBy, LedgerSort, LedgerState } from './ledger-address';

const groups: readonly LedgerGroupBy[] = ['none', 'light', 'lead', 'section', 'status', 'due-month'];
const sorts: readonly LedgerSort[] = ['sort', 'due', 'light', 'percent', 'lead', 'updated', 'title'];

type Props = { state: LedgerState; setAddress: SetAddress };

/** 分组. */
export const GroupChoice = ({ state, setAddress }: Props) => {
  const { t } = useTranslation('ledger');
  const id = useId();
  return (
    <span className="choice-pair">
      <label htmlFor={id}>{t('group.label')}</label>
      <select
        id={id}
        className="plain-input"
        value={state.group}
        onChange={event =>
          setAddress({ group: event.target.value === 'none' ? null : event.target.value, folded: null })
        }
      >
        {groups.map(group => (
          <option key={group} value={group}>
            {t(`group.by.${group}`)}
          </option>
        ))}
      </select>
    </span>
  );
};

/** 排序, where there is no header to click. */
export const SortChoice = ({ state, setAddress }: Props) => {
  const { t } = useTranslation('ledger');
  const id = useId();
  return (
    <span className="choice-pair">
      <label htmlFor={id}>{t('sort.label')}</label>
      <select
        id={id}
        className="plain-input"
        value={state.sort}
        onChange={event => setAddress({ sort: event.target.value === 'sort' ? null : event.target.value })}
      >
        {sorts.map(sort => (
          <option key={sort} value={sort}>
            {t(`sort.${sort}`)}
          </option>
        ))}
      </select>
    </span>
  );
};
