import { page } from '../../page';

export const todoRoutes = [page('/', async () => (await import('./todo-page')).TodoPage, 'todo', 'light', 'reporting')];
