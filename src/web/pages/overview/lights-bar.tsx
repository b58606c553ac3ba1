import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { LightCount } from '../../../subjects/overview/schema';
import type { Light } from '../../../subjects/tasks/schema';
import { LightMark } from '../../parts/light-mark';

const order: readonly Light[] = ['red', 'yellow', 'green', 'grey', 'blue'];

type Props = {
  lights: LightCount;
  /** The longest bar of the table: all are on one scale from zero. */
  most: number;
  unit: string;
  /** Filters of the ledger that show the same tasks; null where the ledger counts otherwise. */
  search: Record<string, string> | null;
};

/** How many of each light: a bar on the common scale, with the figures by shape beside it. */
export const LightsBar = ({ lights, most, unit, search }: Props) => {
  const { t } = useTranslation('overview');
  const present = order.filter(light => lights[light] > 0);
  return (
    <span className="lights">
      <span className="lights-bar" aria-hidden="true">
        {present.map(light => (
          <span
            key={light}
            style={{ width: `${(lights[light] / most) * 100}%`, background: `var(--light-${light})` }}
          />
        ))}
      </span>
      <span className="lights-figures">
        {present
          .filter(light => light !== 'grey')
          .map(light => {
            const figure = (
              <>
                <LightMark light={light} form="shape" />
                <span className="number">{lights[light]}</span>
              </>
            );
            if (!search) return <span key={light}>{figure}</span>;
            return (
              <Link
                key={light}
                to="/ledger"
                search={{ ...search, light } as never}
                title={t('units.openLight', { unit, count: lights[light], light: t(`frame:light.${light}`) })}
              >
                {figure}
              </Link>
            );
          })}
      </span>
    </span>
  );
};
