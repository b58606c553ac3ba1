import { page } from '../../page';

export const exchangeRoutes = [
  page('/exchange', async () => (await import('./exchange-page')).ExchangePage, 'exchange', 'reporting', 'review'),
];
