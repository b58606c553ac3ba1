import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskSource } from '../../../subjects/tasks/schema';
import type { SetAddress } from '../../address';
import { LinesSkeleton } from '../../parts/skeletons';
import { FacetList } from './facet-list';
import type { LedgerState } from './ledger-address';

// The tree of units is heavy and needed only when its panel is opened.
const UnitPicker = lazy(async () => ({ default: (await import('../../parts/unit-picker')).UnitPicker }));

const sources: readonly TaskSource[] = ['plan', 'instruction', 'meeting', 'proposal', 'manual'];

/** One kind of filter; the bar shows each in a panel of its own, the sheet of a phone all together. */
export type FilterKind = 'status' | 'lead' | 'unit' | 'section' | 'due' | 'source';
export const filterKinds: readonly FilterKind[] = ['status', 'lead', 'unit', 'section', 'due', 'source'];

type Props = { kind: FilterKind; state: LedgerState; setAddress: SetAddress };

/** Does this kind of filter hold? */
export const isActive = (kind: FilterKind, { filter }: LedgerState): boolean => {
  if (kind === 'due') return Boolean(filter.dueFrom || filter.dueTo);
  return (filter[kind]?.length ?? 0) > 0;
};

export const FilterField = ({ kind, state, setAddress }: Props) => {
  const { t } = useTranslation('ledger');
  const { filter } = state;
  const title = t(`column.${kind}`);
  switch (kind) {
    case 'status':
      return (
        <FacetList
          by="status"
          filter={{ ...filter, status: [] }}
          title={title}
          chosen={filter.status}
          word={key => t(`status.${key}`)}
          onChoose={status => setAddress({ status })}
        />
      );
    case 'lead':
      return (
        <FacetList
          by="lead"
          filter={{ ...filter, lead: [] }}
          title={title}
          chosen={filter.lead}
          onChoose={lead => setAddress({ lead })}
        />
      );
    case 'section':
      return (
        <FacetList
          by="section"
          filter={{ ...filter, section: undefined }}
          title={title}
          chosen={filter.section ? [filter.section] : []}
          single
          onChoose={([section]) => setAddress({ section: section ?? null })}
        />
      );
    case 'unit':
      return (
        <Suspense fallback={<LinesSkeleton lines={1} />}>
          <UnitPicker multiple label={title} value={filter.unit} onChange={unit => setAddress({ unit })} />
        </Suspense>
      );
    case 'due':
      return <DueRange state={state} setAddress={setAddress} />;
    case 'source':
      return (
        <ul className="facets">
          {sources.map(source => (
            <li key={source}>
              <label>
                <input
                  type="checkbox"
                  checked={filter.source.includes(source)}
                  onChange={event =>
                    setAddress({
                      source: event.target.checked
                        ? [...filter.source, source]
                        : filter.source.filter(one => one !== source),
                    })
                  }
                />
                <span>{t(`source.${source}`)}</span>
              </label>
            </li>
          ))}
        </ul>
      );
  }
};

const DueRange = ({ state: { filter }, setAddress }: Omit<Props, 'kind'>) => {
  const { t } = useTranslation('ledger');
  const field = (name: 'dueFrom' | 'dueTo') => (
    <label>
      <span>{t(`filter.${name}`)}</span>
      <input
        className="plain-input"
        type="date"
        value={filter[name] ?? ''}
        onChange={event => setAddress({ [name]: event.target.value }, { replace: true })}
      />
    </label>
  );
  return (
    <div className="due-range">
      {field('dueFrom')}
      {field('dueTo')}
    </div>
  );
};
