import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DefinitionPage } from '../../../subjects/indicators/definitions/schema';
import { useRead, useWrite } from '../../api';
import { ErrorNote } from '../../parts/error-note';
import { tell } from '../../parts/tell';
import { TextField } from '../../parts/text-field';
import { useSettled } from './use-settled';

const SHOWN = 8;

/** What only a plan named is one of the catalogue: found by name, and taken over with its targets. */
export const LinkTo = ({ page: { id: fromId }, onDone }: { page: DefinitionPage; onDone: (id: string) => void }) => {
  const { t } = useTranslation('definitions');
  const [q, setQ] = useState('');
  const asked = useSettled(q.trim());
  const found = useRead('indicators.list', { q: asked, kind: 'catalogued' }, { enabled: asked !== '' });
  const link = useWrite('indicators.link');
  const take = (toId: string) =>
    link.mutate(
      { fromId, toId },
      {
        onSuccess: ({ targets }) => {
          tell(t('similar.linked', { count: targets }));
          onDone(toId);
        },
      },
    );
  return (
    <>
      <h3>{t('similar.isOne')}</h3>
      <TextField label={t('similar.find')} value={q} onValue={setQ} maxLength={100} />
      {asked !== '' && found.data?.indicators.length === 0 && <p className="quiet">{t('noneFound')}</p>}
      <ul className="definition-list">
        {asked !== '' &&
          found.data?.indicators.slice(0, SHOWN).map(one => (
            <li key={one.id} className="definition-similar">
              <span>
                {one.name} <span className="quiet">{one.unit}</span>
              </span>
              <Button size="small" disabled={link.isPending} onClick={() => take(one.id)}>
                {t('similar.link')}
              </Button>
            </li>
          ))}
      </ul>
      <ErrorNote error={found.error ?? link.error} />
    </>
  );
};
