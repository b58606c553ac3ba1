import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRead } from '../../api';
import { ErrorNote } from '../../parts/error-note';
import { LinesSkeleton } from '../../parts/skeletons';
import type { LedgerFilter } from './ledger-address';

type Props = {
  /** What to count by. */
  by: 'lead' | 'section' | 'status';
  /** The other filters that hold. */
  filter: LedgerFilter;
  title: string;
  chosen: readonly string[];
  /** Only one can be chosen. */
  single?: boolean;
  word?: (key: string) => string;
  onChoose: (keys: string[]) => void;
};

/** The values that occur in the ledger with how often, to choose from. */
export const FacetList = ({ by, filter, title, chosen, single = false, word, onChoose }: Props) => {
  const { t } = useTranslation('ledger');
  const [find, setFind] = useState('');
  const { data, error } = useRead('tasks.groups', { ...filter, group: by });
  if (error) return <ErrorNote error={error} />;
  if (!data) return <LinesSkeleton lines={4} />;
  const options = data.filter(({ key }) => key !== '');
  const seen = options.filter(({ label }) => label.includes(find.trim()));
  const flip = (key: string) =>
    onChoose(
      single
        ? chosen.includes(key)
          ? []
          : [key]
        : chosen.includes(key)
          ? chosen.filter(one => one !== key)
          : [...chosen, key],
    );
  return (
    <>
      {options.length > 8 && (
        <input
          className="plain-input"
          type="search"
          aria-label={t('filter.find', { title })}
          placeholder={t('filter.find', { title })}
          value={find}
          onChange={event => setFind(event.target.value)}
        />
      )}
      <ul className="facets">
        {seen.map(({ key, label, count }) => (
          <li key={key}>
            <label>
              <input type="checkbox" checked={chosen.includes(key)} onChange={() => flip(key)} />
              <span>{word ? word(key) : label}</span>
              <span className="number quiet">{count}</span>
            </label>
          </li>
        ))}
        {seen.length === 0 && <li className="quiet">{t('filter.none')}</li>}
      </ul>
    </>
  );
};
