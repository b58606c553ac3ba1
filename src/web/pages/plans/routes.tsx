import { page } from '../../page';

const stub = async () => (await import('../../parts/coming-page')).ComingPage;

export const planRoutes = [page('/plans', stub), page('/plans/$planId', stub), page('/plans/$planId/settle', stub)];
