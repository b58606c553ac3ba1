import { PageSkeleton } from './skeletons';

/** Stands in until the subject's own page is plugged in. */
export const ComingPage = () => <PageSkeleton />;
