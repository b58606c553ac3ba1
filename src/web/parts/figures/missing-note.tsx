import { useTranslation } from 'react-i18next';
import { type ChartUnit, shortNameOf } from './chart-unit';
import { DropNote } from './drop-note';
import './figure.css';

type Props = {
  /** Who has not reported. */
  units: readonly ChartUnit[];
  /** How many are missing where only the first of them are in `units`. */
  count?: number;
  /** How many should have reported. */
  of?: number;
  /** Opens a unit that is missing. */
  onOpen?: ((unitId: string) => void) | undefined;
};

/** “17 个单位未报”: who is missing is part of every figure; their names on a click. Nothing where all have reported. */
export const MissingNote = ({ units, count = units.length, of, onOpen }: Props) => {
  const { t } = useTranslation('charts');
  if (count === 0) return null;
  const words = of === undefined ? t('missing.count', { count }) : t('missing.countOf', { count, of });
  if (units.length === 0) return <span className="fig-missing">{words}</span>;
  return (
    <DropNote className="fig-missing" title={words} label={words}>
      {close => (
        <>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard */}
          <ul className="fig-names" tabIndex={0} aria-label={words}>
            {units.map(unit => (
              <li key={unit.id}>
                {onOpen ? (
                  <button
                    type="button"
                    className="fig-open"
                    onClick={() => {
                      close();
                      onOpen(unit.id);
                    }}
                  >
                    {shortNameOf(unit)}
                  </button>
                ) : (
                  shortNameOf(unit)
                )}
              </li>
            ))}
          </ul>
          {count > units.length && <p className="quiet">{t('missing.more', { count: count - units.length })}</p>}
        </>
      )}
    </DropNote>
  );
};
