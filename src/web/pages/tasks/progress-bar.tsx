import { useTranslation } from 'react-i18next';
import './progress-bar.css';

type Props = {
  percent: number | null;
  /** 序时进度: where it should stand on a day. */
  planned?: { planned: number; on: string } | null;
  /** The number beside the bar. */
  bare?: boolean;
};

/** 进度: a bar in ink with a mark where the plan would be. The light says whether that is good, not the bar. */
export const ProgressBar = ({ percent, planned = null, bare = false }: Props) => {
  const { t } = useTranslation('task');
  const words =
    percent === null
      ? t('task:progress.missing')
      : planned === null
        ? t('task:progress.plain', { percent })
        : t('task:progress.against', { percent, planned: planned.planned, date: planned.on.slice(5) });
  return (
    <span className="progress" title={words}>
      <span className="progress-track" role="img" aria-label={words}>
        <span className="progress-done" style={{ width: `${percent ?? 0}%` }} />
        {planned !== null && <span className="progress-planned" style={{ left: `${planned.planned}%` }} />}
      </span>
      {!bare && <span className="progress-number number">{percent === null ? '—' : `${percent}%`}</span>}
    </span>
  );
};
