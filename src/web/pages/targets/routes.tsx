import { page } from '../../page';

const words = ['targets', 'target-refusal', 'task'];

export const targetRoutes = [
  page('/targets', async () => (await import('./targets-page')).TargetsPage, ...words, 'analysis'),
  page('/targets/$targetId', async () => (await import('./target-page')).TargetPage, ...words, 'charts'),
  page('/targets/$targetId/allocation', async () => (await import('./allocation-page')).AllocationPage, ...words),
  page(
    '/targets/$targetId/allocation/$unitId',
    async () => (await import('./allocation-page')).AllocationPage,
    ...words,
  ),
  page('/allocations', async () => (await import('./allocations-page')).AllocationsPage, ...words),
];
