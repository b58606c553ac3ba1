import { page } from '../../page';

export const peopleRoutes = [
  page('/people', async () => (await import('./people-page')).PeoplePage, 'org', 'sign-on', 'identity', 'review'),
];
