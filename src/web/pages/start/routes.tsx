import { openPage } from '../../page';

export const startRoutes = [
  openPage('/sign-in', async () => (await import('./sign-in-page')).SignInPage, 'org'),
  openPage('/invite/$token', async () => (await import('./invite-page')).InvitePage, 'org'),
  openPage('/enter/$token', async () => (await import('./enter-page')).EnterPage, 'org'),
];
