import { page } from '../../page';

export const mineRoutes = [
  page('/mine', async () => (await import('./mine-page')).MinePage, 'org', 'sign-on', 'identity'),
];
