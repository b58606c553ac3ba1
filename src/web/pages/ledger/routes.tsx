import { page } from '../../page';

const stub = async () => (await import('../../parts/coming-page')).ComingPage;

export const ledgerRoutes = [page('/ledger', stub)];
