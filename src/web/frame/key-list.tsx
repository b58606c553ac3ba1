import { useTranslation } from 'react-i18next';
import { Dialog } from '../parts/dialog';
import { useShownKeys } from '../parts/use-keys';
import './key-list.css';

const written = (key: string): string[] =>
  key.split('+').map(part => (part === 'mod' ? 'Ctrl' : part.length === 1 ? part.toUpperCase() : part));

/** ?: the keys that hold on this page. */
export const KeyList = ({ onClose }: { onClose: () => void }) => {
  const { t } = useTranslation();
  const keys = useShownKeys();
  return (
    <Dialog title={t('frame:keys.title')} onClose={onClose}>
      <dl className="key-list">
        {keys.map(key => (
          <div key={`${key.key} ${key.label}`}>
            <dt>
              {written(key.key).map(part => (
                <kbd key={part}>{part}</kbd>
              ))}
            </dt>
            <dd>{key.label}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
};
