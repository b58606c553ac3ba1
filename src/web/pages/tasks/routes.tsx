import { page } from '../../page';

export const taskRoutes = [
  page('/tasks/$taskId', async () => (await import('./task-page')).TaskPage, 'task', 'light', 'ledger'),
  page('/gantt', async () => (await import('./gantt-page')).GanttPage, 'task', 'light', 'ledger'),
];
