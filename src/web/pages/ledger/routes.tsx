import { page } from '../../page';

export const ledgerRoutes = [
  page('/ledger', async () => (await import('./ledger-page')).LedgerPage, 'ledger', 'light', 'task'),
];
