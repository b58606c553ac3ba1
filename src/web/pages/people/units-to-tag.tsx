import { Button } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { comparableName } from '../../../subjects/org/rules';
import type { Unit } from '../../../subjects/org/schema';
import { UnitPicker } from '../../parts/unit-picker';
import { type FoundUnits, unitsNamed } from './tag-changes';
import { subtreeOf } from './unit-tree';

// More than these nobody reads line by line: they are found by a word, or chosen all together.
const MOST_SHOWN = 200;

type Props = {
  units: readonly Unit[];
  under: string;
  chosen: ReadonlySet<string>;
  onChoose: (chosen: ReadonlySet<string>) => void;
};

/** Which units: ticked in a list that is narrowed down by place, kind and word, or pasted from a spreadsheet. */
export const UnitsToTag = ({ units, under: first, chosen, onChoose }: Props) => {
  const { t } = useTranslation(['org', 'frame']);
  const id = useId();
  const [under, setUnder] = useState(first);
  const [kind, setKind] = useState('');
  const [word, setWord] = useState('');
  const [onlyChosen, setOnlyChosen] = useState(false);
  const below = subtreeOf(units, under);
  const here = units.filter(unit => below.has(unit.id));
  const kinds = [...new Set(here.map(unit => unit.kind))];
  const sought = comparableName(word);
  const listed = (onlyChosen ? units.filter(unit => chosen.has(unit.id)) : here).filter(
    unit =>
      (kind === '' || onlyChosen || unit.kind === kind) &&
      comparableName([unit.name, unit.shortName, unit.code, ...unit.aliases].join(' ')).includes(sought),
  );
  const put = (some: readonly Unit[], isOn: boolean) => {
    const next = new Set(chosen);
    for (const unit of some) isOn ? next.add(unit.id) : next.delete(unit.id);
    onChoose(next);
  };
  return (
    <section className="tags-units" aria-label={t('people.units')}>
      <h3>
        {t('people.units')} <span className="quiet number">{t('tags.chosen', { count: chosen.size })}</span>
      </h3>
      <PasteUnits units={units} onFound={found => put(found, true)} />
      <div className="tags-narrow">
        <UnitPicker label={t('tags.under')} value={under} onChange={to => setUnder(to ?? first)} />
        <select
          className="plain-input"
          aria-label={t('unit.kind')}
          value={kind}
          onChange={event => setKind(event.target.value)}
        >
          <option value="">{t('tags.anyKind')}</option>
          {kinds.map(one => (
            <option key={one} value={one}>
              {t(`frame:unitKind.${one}`)}
            </option>
          ))}
        </select>
        <input
          type="search"
          className="plain-input"
          aria-label={t('tags.find')}
          placeholder={t('tags.find')}
          value={word}
          onChange={event => setWord(event.target.value)}
        />
      </div>
      <div className="tags-all">
        <button type="button" className="link-button" disabled={listed.length === 0} onClick={() => put(listed, true)}>
          {t('tags.all', { count: listed.length })}
        </button>
        <button
          type="button"
          className="link-button"
          disabled={!listed.some(unit => chosen.has(unit.id))}
          onClick={() => put(listed, false)}
        >
          {t('tags.none')}
        </button>
        <label>
          <input type="checkbox" checked={onlyChosen} onChange={event => setOnlyChosen(event.target.checked)} />
          {t('tags.onlyChosen')}
        </label>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard */}
      <ul className="tags-list" tabIndex={0} aria-label={t('people.units')}>
        {listed.slice(0, MOST_SHOWN).map(unit => (
          <li key={unit.id}>
            <label htmlFor={`${id} ${unit.id}`}>
              <input
                id={`${id} ${unit.id}`}
                type="checkbox"
                checked={chosen.has(unit.id)}
                onChange={event => put([unit], event.target.checked)}
              />
              <span>{unit.name}</span>
            </label>
          </li>
        ))}
      </ul>
      {listed.length === 0 && <p className="quiet">{t(onlyChosen ? 'tags.noneChosen' : 'tags.noneFound')}</p>}
      {listed.length > MOST_SHOWN && (
        <p className="quiet">{t('tags.shown', { count: MOST_SHOWN, of: listed.length })}</p>
      )}
    </section>
  );
};

/** A column of a spreadsheet becomes chosen units; what is not known is named. */
const PasteUnits = ({ units, onFound }: { units: readonly Unit[]; onFound: (found: Unit[]) => void }) => {
  const { t } = useTranslation('org');
  const id = useId();
  const [text, setText] = useState('');
  const [found, setFound] = useState<FoundUnits | null>(null);
  const take = () => {
    const read = unitsNamed(text, units);
    setFound(read);
    onFound(read.units);
    // What could not be read stays, to be put right.
    setText([...read.unknown, ...read.ambiguous].join('\n'));
  };
  return (
    <div className="text-field">
      <label htmlFor={id}>{t('tags.paste')}</label>
      <textarea id={id} rows={3} value={text} onChange={event => setText(event.target.value)} />
      <div className="tags-paste">
        <Button size="small" disabled={text.trim() === ''} onClick={take}>
          {t('tags.take')}
        </Button>
        <p role="status">
          {found &&
            [
              t('tags.found', { count: found.units.length }),
              ...(found.unknown.length > 0 ? [t('tags.unknown', { count: found.unknown.length })] : []),
              ...(found.ambiguous.length > 0 ? [t('tags.ambiguous', { count: found.ambiguous.length })] : []),
            ].join(' ')}
        </p>
      </div>
    </div>
  );
};
