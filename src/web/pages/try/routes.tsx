import { openPage } from '../../page';

export const tryRoutes = [
  openPage('/try', async () => (await import('./try-page')).TryPage, 'try', 'plans', 'compiler', 'compare'),
];
