import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DimensionRow } from '../../../subjects/indicators/definitions/schema';
import { useRead } from '../../api';
import { ErrorNote } from '../../parts/error-note';
import { LinesSkeleton } from '../../parts/skeletons';
import { DimensionForm } from './dimension-form';

type Props = { dimension: DimensionRow | null; maySave: boolean; onClose: () => void };

/** One dimension: its options, and what is split by it; changed in place by those who keep the catalogue. */
export const DimensionDetail = ({ dimension, maySave, onClose }: Props) => {
  const [editing, setEditing] = useState(dimension === null);
  const done = () => (dimension ? setEditing(false) : onClose());
  if (editing) return <DimensionForm dimension={dimension} onDone={done} />;
  return dimension && <Shown dimension={dimension} onEdit={maySave ? () => setEditing(true) : null} />;
};

const Shown = ({ dimension, onEdit }: { dimension: DimensionRow; onEdit: (() => void) | null }) => {
  const { t } = useTranslation('definitions');
  const { data, error, refetch } = useRead('indicators.figures', { dimension: dimension.code, past: true });
  return (
    <>
      <h2>{dimension.name}</h2>
      <p className="quiet">{dimension.code}</p>
      {onEdit && (
        <p>
          <Button size="small" onClick={onEdit}>
            {t('edit')}
          </Button>
        </p>
      )}
      <h3>{t('field.options')}</h3>
      <ul className="definition-list">
        {dimension.options.map(({ code, name }) => (
          <li key={code}>
            {name} <span className="quiet">{code}</span>
          </li>
        ))}
      </ul>
      <h3>{t('dimension.splits', { count: dimension.figures })}</h3>
      {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <LinesSkeleton lines={3} />}
      {data?.figures.length === 0 && <p className="quiet">{t('dimension.notUsed')}</p>}
      <ul className="definition-list">
        {data?.figures.map(figure => (
          <li key={figure.id}>
            {figure.name} <span className="quiet">{figure.code}</span>
            {figure.forms.length > 0 && (
              <p className="quiet">{t('askedIn', { forms: figure.forms.map(({ name }) => name).join(t('comma')) })}</p>
            )}
          </li>
        ))}
      </ul>
    </>
  );
};
