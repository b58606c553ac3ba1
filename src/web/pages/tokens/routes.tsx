import { page } from '../../page';

export const tokenRoutes = [
  page('/people/tokens', async () => (await import('./tokens-page')).TokensPage, 'sign-on', 'org'),
];
