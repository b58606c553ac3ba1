import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import './notes.css';

export type ConflictRow = { label: string; mine: string; theirs: string };
type Props = {
  /** Who changed it meanwhile (`detail.by`). */
  by: string;
  /** Only what differs. */
  rows: ConflictRow[];
  /** Saves what was typed over the newer version. */
  onKeepMine: () => void;
  onTakeTheirs: () => void;
  busy?: boolean;
};

/** Two people edited the same thing: both versions, nothing lost. */
export const ConflictNote = ({ by, rows, onKeepMine, onTakeTheirs, busy = false }: Props) => {
  const { t } = useTranslation();
  return (
    <div className="conflict-note" role="alert">
      <p>{by ? t('frame:conflict.title', { by }) : t('frame:conflict.titleUnknown')}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('frame:conflict.field')}</th>
            <th scope="col">{t('frame:conflict.mine')}</th>
            <th scope="col">{t('frame:conflict.theirs')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={row.label}>
              <th scope="row">{row.label}</th>
              <td>{row.mine || '—'}</td>
              <td>{row.theirs || '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="conflict-actions">
        <Button size="small" type="primary" loading={busy} onClick={onKeepMine}>
          {t('frame:conflict.keepMine')}
        </Button>
        <Button size="small" onClick={onTakeTheirs}>
          {t('frame:conflict.takeTheirs')}
        </Button>
      </div>
    </div>
  );
};
