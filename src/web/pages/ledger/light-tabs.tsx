import { useTranslation } from 'react-i18next';
import type { Light } from '../../../subjects/tasks/schema';
import type { SetAddress } from '../../address';
import { useRead } from '../../api';
import { LightMark } from '../../parts/light-mark';
import type { LedgerState } from './ledger-address';

const order: readonly Light[] = ['red', 'yellow', 'green', 'grey', 'blue'];

/** How many of each light under the other filters; a click shows only these. */
export const LightTabs = ({ state, setAddress }: { state: LedgerState; setAddress: SetAddress }) => {
  const { t } = useTranslation('ledger');
  const { data } = useRead('tasks.groups', { ...state.filter, light: [], group: 'light' }, { keep: true });
  const count = (light: Light) => data?.find(group => group.key === light)?.count ?? 0;
  const all = data?.reduce((sum, group) => sum + group.count, 0);
  const { light: chosen } = state.filter;
  const choose = (light: Light) =>
    setAddress({ light: chosen.includes(light) ? chosen.filter(one => one !== light) : [...chosen, light] });
  return (
    <fieldset className="light-tabs">
      <legend className="visually-hidden">{t('filter.light')}</legend>
      <button type="button" aria-pressed={chosen.length === 0} onClick={() => setAddress({ light: null })}>
        {t('filter.all')} <span className="number">{all ?? '—'}</span>
      </button>
      {order.map(light => (
        <button key={light} type="button" aria-pressed={chosen.includes(light)} onClick={() => choose(light)}>
          <LightMark light={light} /> <span className="number">{data ? count(light) : '—'}</span>
        </button>
      ))}
    </fieldset>
  );
};
