import { page } from '../../page';

export const overviewRoutes = [
  page('/overview', async () => (await import('./overview-page')).OverviewPage, 'overview', 'light', 'task'),
];
