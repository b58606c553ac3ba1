import { useTranslation } from 'react-i18next';
import type { TargetStatus } from '../../../subjects/indicators/schema';
import { lightShapes } from '../../parts/light-mark';
import { lightOf } from './status-light';
import './status-word.css';

/** 进度 in a word, with the shape of its light where it has one. */
export const StatusWord = ({ status }: { status: TargetStatus }) => {
  const { t } = useTranslation('analysis');
  const light = lightOf(status);
  return (
    <span className="status-word">
      {light && (
        <span className="light-shape" aria-hidden="true" style={{ color: `var(--light-${light})` }}>
          {lightShapes[light]}
        </span>
      )}
      {t(`status.${status}`)}
    </span>
  );
};
