import { useTranslation } from 'react-i18next';
import type { Light } from '../../../subjects/tasks/schema';
import { LightMark } from '../light-mark';
import type { Colouring, UnitValue } from './chart-unit';
import type { ColumnNumbers } from './column-numbers';

const order: readonly Light[] = ['red', 'yellow', 'green', 'grey', 'blue'];

type Props = {
  colouring: Colouring;
  cells: readonly Pick<UnitValue, 'value' | 'light'>[];
  numbers: ColumnNumbers;
  /** Each column has steps of its own: no two ends can be named. */
  byColumn?: boolean;
  /** The ink says how far something moved, up or down. */
  byChange?: boolean;
};

/** How the surfaces are to be read: the lights that occur, each with its word and how many; or from where to where the ink goes. */
export const ColourKey = ({ colouring, cells, numbers, byColumn = false, byChange = false }: Props) => {
  const { t } = useTranslation('charts');
  if (colouring === 'light') {
    const present = order.filter(light => cells.some(cell => cell.light === light));
    return (
      <span className="fig-key">
        {present.map(light => (
          <span key={light}>
            <LightMark light={light} />{' '}
            <span className="number">{cells.filter(cell => cell.light === light).length}</span>
          </span>
        ))}
      </span>
    );
  }
  const known = cells.map(({ value }) => value).filter(value => value !== null);
  if (known.length === 0) return null;
  const ends = known.toSorted((a, b) => numbers.at(a) - numbers.at(b));
  return (
    <span className="fig-key">
      {!byColumn && <span className="number">{numbers.text(ends[0]!)}</span>}
      <span className="fig-steps" aria-hidden="true">
        {[0, 1, 2, 3, 4].map(step => (
          <span key={step} className={`ink-${step}`} />
        ))}
      </span>
      {!byColumn && <span className="number">{numbers.text(ends.at(-1)!)}</span>}
      <span className="quiet">{t(byColumn ? 'ink.byColumn' : byChange ? 'ink.byChange' : 'ink.key')}</span>
    </span>
  );
};
