import { LinesSkeleton } from '../../parts/skeletons';

/** The shape of the leader's page while it is on the way. */
export const OverviewSkeleton = () => (
  <div className="overview-coming">
    <div className="skeleton-line" style={{ width: '70%', height: 30 }} />
    <div className="skeleton-line" style={{ width: '40%', height: 30 }} />
    <LinesSkeleton lines={9} />
  </div>
);
