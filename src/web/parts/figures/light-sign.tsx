import { useTranslation } from 'react-i18next';
import type { Light } from '../../../subjects/tasks/schema';
import { lightShapes } from '../light-mark';
import '../light-mark.css';

/** The light in a narrow cell: its shape and colour, its word for those who listen. Light enough for thousands of cells. */
export const LightSign = ({ light }: { light: Light }) => {
  const { t } = useTranslation();
  return (
    <span>
      <span className="light-shape" aria-hidden="true" style={{ color: `var(--light-${light})` }}>
        {lightShapes[light]}
      </span>
      <span className="visually-hidden">{t(`frame:light.${light}`)} </span>
    </span>
  );
};
