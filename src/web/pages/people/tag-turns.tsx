import { useTranslation } from 'react-i18next';
import type { Unit } from '../../../subjects/org/schema';
import type { UnitTag } from '../../../subjects/reporting/form-schema';
import { NewTag } from './new-tag';

const turns = ['keep', 'give', 'take'] as const;
export type Turn = (typeof turns)[number];

type Props = {
  known: readonly UnitTag[];
  picked: readonly Unit[];
  turns: Readonly<Record<string, Turn>>;
  onTurn: (tag: string, turn: Turn) => void;
};

/** Each label with how many of the chosen units have it, to be given, taken or left; and a new one by its name. */
export const TagTurns = ({ known, picked, turns: turned, onTurn }: Props) => {
  const { t } = useTranslation('org');
  const made = Object.keys(turned).filter(tag => !known.some(one => one.tag === tag));
  const rows = [...known.map(({ tag, name }) => ({ tag, name })), ...made.map(tag => ({ tag, name: tag }))];
  return (
    <section aria-label={t('unit.tags')}>
      <h3>{t('unit.tags')}</h3>
      {rows.length > 0 && (
        <ul className="tag-turns">
          {rows.map(({ tag, name }) => (
            <li key={tag}>
              <fieldset>
                <legend className="visually-hidden">{name}</legend>
                <span className="tag-name" aria-hidden="true">
                  {name}{' '}
                  {picked.length > 0 && (
                    <span className="quiet">
                      {t('tags.having', { count: picked.filter(unit => unit.tags.includes(tag)).length })}
                    </span>
                  )}
                </span>
                {turns.map(turn => (
                  <label key={turn}>
                    <input
                      type="radio"
                      name={`tag ${tag}`}
                      checked={(turned[tag] ?? 'keep') === turn}
                      onChange={() => onTurn(tag, turn)}
                    />
                    {t(`tags.turn.${turn}`)}
                  </label>
                ))}
              </fieldset>
            </li>
          ))}
        </ul>
      )}
      <NewTag known={known} onTag={tag => onTurn(tag, 'give')} />
    </section>
  );
};
