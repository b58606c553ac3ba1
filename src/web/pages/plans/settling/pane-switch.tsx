import { useTranslation } from 'react-i18next';

type Props = {
  shown: 'text' | 'facts';
  onShow: (pane: 'text' | 'facts') => void;
  /** To the next open question; null where none is left. */
  onNext: (() => void) | null;
};

/** On a phone: the text or what was understood of it, and the way to the next question. */
export const PaneSwitch = ({ shown, onShow, onNext }: Props) => {
  const { t } = useTranslation('plans');
  return (
    <div className="pane-switch">
      {(['text', 'facts'] as const).map(pane => (
        <button key={pane} type="button" aria-pressed={shown === pane} onClick={() => onShow(pane)}>
          {t(`pane.${pane}`)}
        </button>
      ))}
      {onNext && (
        <button type="button" className="next-question" onClick={onNext}>
          {t('pane.next')} ›
        </button>
      )}
    </div>
  );
};
