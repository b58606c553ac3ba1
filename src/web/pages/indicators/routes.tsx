import { openPage, page } from '../../page';

const words = ['analysis', 'charts'];

export const indicatorRoutes = [
  page('/indicators', async () => (await import('./board-page')).BoardPage, ...words),
  page('/indicators/league', async () => (await import('./league-page')).LeaguePage, ...words),
  page('/indicators/$indicatorId', async () => (await import('./indicator-page')).IndicatorPage, ...words),
];

export const publicRoutes = [
  openPage('/public/$body', async () => (await import('./public-page')).PublicPage, ...words),
];
