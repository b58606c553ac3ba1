import { useTranslation } from 'react-i18next';
import type { Board } from '../../../subjects/analysis/schema';
import type { SetAddress } from '../../address';
import { useMe } from '../../me';
import './unit-crumb.css';

type Props = { unit: Board['unit']; isWhole: boolean; onChange: SetAddress };

/** Which unit is looked at, with the way back to the whole body. */
export const UnitCrumb = ({ unit, isWhole, onChange }: Props) => {
  const { t } = useTranslation('analysis');
  const me = useMe();
  if (isWhole) return null;
  return (
    <nav className="unit-crumb" aria-label={t('crumb.label')}>
      <button type="button" className="link-button" onClick={() => onChange({ unit: null })}>
        {me.tenant.shortName}
      </button>
      <span aria-hidden="true"> › </span>
      <span aria-current="page">{unit.name}</span>
    </nav>
  );
};
