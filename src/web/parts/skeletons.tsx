import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import './skeletons.css';

const widths = ['62%', '88%', '74%', '81%', '55%', '90%', '68%', '79%'];
const line = (nr: number) => widths[nr % widths.length];

/** Says that something comes; what is drawn for the eye is nothing to read. */
const Coming = ({ children }: { children: ReactNode }) => {
  const { t } = useTranslation();
  return (
    <div role="status" className="skeleton">
      <span className="visually-hidden">{t('frame:loading')}</span>
      <div aria-hidden="true">{children}</div>
    </div>
  );
};

/** Lines where text will stand. */
export const LinesSkeleton = ({ lines = 6 }: { lines?: number }) => (
  <Coming>
    {Array.from({ length: lines }, (_, nr) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity
      <div key={nr} className="skeleton-line" style={{ width: line(nr) }} />
    ))}
  </Coming>
);

/** A table on its way: its head and its rows, as high as those that come; `dense` as `dense-table`. */
export const TableSkeleton = ({
  rows = 10,
  columns = 5,
  dense = false,
}: {
  rows?: number;
  columns?: number;
  dense?: boolean;
}) => (
  <Coming>
    <div className={dense ? 'skeleton-table skeleton-dense' : 'skeleton-table'}>
      {Array.from({ length: rows + 1 }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity
        <div key={row} style={{ gridTemplateColumns: `2fr repeat(${columns - 1}, minmax(0, 1fr))` }}>
          {Array.from({ length: columns }, (_, column) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: cells have no identity
            <span key={column} style={{ width: column === 0 ? line(row) : '56%' }} />
          ))}
        </div>
      ))}
    </div>
  </Coming>
);

/** A chart on its way, below its title. */
export const ChartSkeleton = ({ height = 240 }: { height?: number }) => (
  <Coming>
    <div className="skeleton-line" style={{ width: 160 }} />
    <div className="skeleton-chart" style={{ height }} />
  </Coming>
);

/** Name and large figure of what has a page of its own, its chart, its table. */
export const ThingSkeleton = () => (
  <>
    <Coming>
      <div className="skeleton-line" style={{ width: 260, height: 24 }} />
      <div className="skeleton-line" style={{ width: 200 }} />
      <div className="skeleton-line" style={{ width: 140, height: 36 }} />
    </Coming>
    <ChartSkeleton />
    <TableSkeleton rows={6} columns={4} />
  </>
);

/** A page on its way: heading and lines. */
export const PageSkeleton = () => (
  <div className="page-skeleton">
    <div className="skeleton-line" style={{ width: 180, height: 24 }} />
    <LinesSkeleton lines={8} />
  </div>
);
