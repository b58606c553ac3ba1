import { page } from '../../page';

export const auditRoutes = [
  page('/audit', async () => (await import('./audit-page')).AuditPage, 'audit', 'task', 'ledger'),
];
