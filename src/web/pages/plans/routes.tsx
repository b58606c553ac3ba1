import { page } from '../../page';

export const planRoutes = [
  page('/plans', async () => (await import('./plans-page')).PlansPage),
  page('/plans/$planId', async () => (await import('./plan-page')).PlanPage),
  page('/plans/$planId/settle', async () => (await import('./settle-page')).SettlePage, 'plans', 'compiler'),
  page('/plans/$planId/compare', async () => (await import('./compare/compare-page')).ComparePage, 'compare', 'plans'),
];
