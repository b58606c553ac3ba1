import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type GeojsonCode, readGeojson } from '../../../subjects/analysis/rules/read-geojson';
import { geojsonOf, storedMapOf } from '../../../subjects/analysis/rules/stored-map';
import type { Board } from '../../../subjects/analysis/schema';
import { useRead, useWrite } from '../../api';
import { Dialog } from '../../parts/dialog';
import { ErrorNote } from '../../parts/error-note';
import { FileZone } from '../../parts/file-zone';
import { tell } from '../../parts/tell';
import './map-dialog.css';

type Props = { kept: string | null; units: Board['units']; onClose: () => void };
type Read = ReturnType<typeof readGeojson>;

/** 自备区划地图: the file is read here first, so that what is wrong with it is said before anything is sent. */
export const MapDialog = ({ kept, onClose }: Props) => {
  const { t } = useTranslation(['analysis', 'charts']);
  const { data: units } = useRead('org.units', {}, { staleTime: 300_000 });
  const save = useWrite('analysis.saveMap');
  const [read, setRead] = useState<Read | null>(null);
  const [name, setName] = useState(kept ?? '');
  const counties = (units ?? []).filter(({ kind }) => kind === 'county');
  const say = (code: GeojsonCode, values: Record<string, string | number>) =>
    String(t(`charts:geojson.${code}`, values as never));
  const take = async ([file]: File[]) => {
    if (!file) return;
    setRead(readGeojson(await file.text(), counties, say));
    setName(said => said || file.name.replace(/\.(geo)?json$/i, ''));
  };
  const send = async (geojson: string | null) => {
    await save.mutateAsync({ name: name.trim() || t('analysis:map.title'), geojson });
    tell(t(geojson === null ? 'analysis:map.removed' : 'analysis:map.saved'));
    onClose();
  };
  const shapes = read?.shapes ?? null;
  return (
    <Dialog title={t('analysis:map.title')} onClose={onClose}>
      <div className="map-dialog">
        <FileZone
          label={t('analysis:map.accept')}
          hint={t('analysis:map.hint')}
          accept=".json,.geojson,application/geo+json"
          multiple={false}
          busy={null}
          onFiles={files => void take(files)}
        />
        {read && (
          <section aria-label={t('analysis:map.check')}>
            {shapes && (
              <p className="number">
                {t('analysis:map.matched', { regions: shapes.regions.length, points: shapes.points })}
              </p>
            )}
            <ul className="map-findings">
              {read.findings.map(finding => (
                <li key={`${finding.at} ${finding.code}`}>
                  {finding.at && <code>{finding.at}</code>} {finding.message}
                </li>
              ))}
            </ul>
          </section>
        )}
        <label>
          {t('analysis:map.name')}
          <input
            className="plain-input"
            maxLength={100}
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
        </label>
        <ErrorNote error={save.error} />
        <div className="form-foot">
          {kept !== null && (
            <Button disabled={save.isPending} onClick={() => void send(null).catch(() => {})}>
              {t('analysis:map.remove')}
            </Button>
          )}
          <Button
            type="primary"
            disabled={!shapes || name.trim() === ''}
            loading={save.isPending}
            onClick={() => shapes && void send(geojsonOf(storedMapOf(shapes))).catch(() => {})}
          >
            {t('analysis:map.save')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
};
