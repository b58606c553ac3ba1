import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FigureRow } from '../../../subjects/indicators/definitions/schema';
import { FigureForm } from './figure-form';
import { validityWords } from './validity';

type Props = {
  figure: FigureRow | null;
  maySave: boolean;
  onClose: () => void;
  /** Told the code of what was saved, where somebody waits for it. */
  onSaved?: (code: string) => void;
};

/** One figure: what is counted, by whom it is asked; changed in place by those who keep the catalogue. */
export const FigureDetail = ({ figure, maySave, onClose, onSaved }: Props) => {
  const [editing, setEditing] = useState(figure === null);
  const done = () => (figure ? setEditing(false) : onClose());
  if (editing)
    return (
      <FigureForm
        figure={figure}
        onCancel={done}
        onDone={code => {
          onSaved?.(code);
          done();
        }}
      />
    );
  return figure && <Shown figure={figure} onEdit={maySave ? () => setEditing(true) : null} />;
};

const Shown = ({ figure, onEdit }: { figure: FigureRow; onEdit: (() => void) | null }) => {
  const { t } = useTranslation('definitions');
  const range = figure.low !== null || figure.high !== null ? `${figure.low ?? '…'} – ${figure.high ?? '…'}` : null;
  const facts: [string, string | null][] = [
    ['unit', figure.unit],
    ['kind', t(`kind.${figure.kind}`)],
    ['aggregation', t(`figureAggregation.${figure.aggregation}`)],
    [
      'dimension',
      figure.dimensionName &&
        `${figure.dimensionName}（${figure.categories.map(({ name }) => name).join(t('comma'))}）`,
    ],
    ['decimals', String(figure.decimals)],
    ['range', range],
    ['meaning', figure.meaning],
    ['lead', figure.leadUnitName],
    ['source', figure.source],
    ['validity', validityWords(t, figure)],
    ['forms', figure.forms.map(({ name }) => name).join(t('comma'))],
    ['indicators', String(figure.indicators)],
  ];
  return (
    <>
      <h2>{figure.name}</h2>
      <p className="quiet">{figure.code}</p>
      {onEdit && (
        <p>
          <Button size="small" onClick={onEdit}>
            {t('edit')}
          </Button>
        </p>
      )}
      <dl className="definition-facts">
        {facts.map(([name, value]) =>
          value ? (
            <div key={name}>
              <dt>{t(`field.${name as 'unit'}`)}</dt>
              <dd>{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
    </>
  );
};
