import { page } from '../../page';

const words = ['review', 'reporting'];
const reviewing = [...words, 'form-check'];

export const reviewRoutes = [
  page('/review', async () => (await import('./review-page')).ReviewPage, ...words),
  page('/review/queries', async () => (await import('./queries-page')).QueriesPage, ...words),
  page('/review/across', async () => (await import('./across-page')).AcrossPage, ...words, 'charts'),
  page(
    '/review/across/$figureId/$period',
    async () => (await import('./across-figure-page')).AcrossFigurePage,
    ...words,
    'charts',
  ),
  page('/review/snapshots', async () => (await import('./snapshots-page')).SnapshotsPage, ...words),
  page('/review/snapshots/$snapshotId', async () => (await import('./snapshot-page')).SnapshotPage, ...words),
  page('/review/one/$formId/$period/$unitId', async () => (await import('./one-page')).OnePage, ...reviewing),
  page('/review/$formId/$period/$groupId', async () => (await import('./group-page')).GroupPage, ...reviewing),
];
