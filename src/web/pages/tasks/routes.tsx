import { page } from '../../page';

const stub = async () => (await import('../../parts/coming-page')).ComingPage;

export const taskRoutes = [page('/tasks/$taskId', stub), page('/gantt', stub)];
