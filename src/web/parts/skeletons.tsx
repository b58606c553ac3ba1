import { useTranslation } from 'react-i18next';
import './notes.css';

const widths = ['62%', '88%', '74%', '81%', '55%', '90%', '68%', '79%'];

/** Lines where text or rows will stand. */
export const LinesSkeleton = ({ lines = 6 }: { lines?: number }) => {
  const { t } = useTranslation();
  return (
    <div role="status">
      <span className="visually-hidden">{t('frame:loading')}</span>
      {Array.from({ length: lines }, (_, line) => widths[line % widths.length]).map((width, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity
        <div key={line} className="skeleton-line" style={{ width }} />
      ))}
    </div>
  );
};

/** A page on its way: heading and lines. */
export const PageSkeleton = () => (
  <div className="page-skeleton">
    <div className="skeleton-line" style={{ width: 180, height: 24 }} />
    <LinesSkeleton lines={8} />
  </div>
);
