import { page } from '../../page';

export const definitionRoutes = [
  page(
    '/definitions',
    async () => (await import('./definitions-page')).DefinitionsPage,
    'definitions',
    'reporting',
    'review',
  ),
];
