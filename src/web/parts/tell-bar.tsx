import { useTranslation } from 'react-i18next';
import { untell, useTold } from './tell';
import './tell-bar.css';

/** Where `tell` speaks: at the lower edge, read out by screen readers, with the way to undo. */
export const TellBar = () => {
  const { t } = useTranslation();
  const told = useTold();
  return (
    <div className="tell-bar" role="status">
      {told && (
        <p key={told.id}>
          <span>{told.text}</span>
          {told.undo && (
            <button
              type="button"
              className="plain-button"
              onClick={() => {
                told.undo?.();
                untell();
              }}
            >
              {t('frame:undo')}
            </button>
          )}
        </p>
      )}
    </div>
  );
};
