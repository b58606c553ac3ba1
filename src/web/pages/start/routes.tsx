import { openPage } from '../../page';

export const startRoutes = [
  openPage('/sign-in', async () => (await import('./sign-in-page')).SignInPage, 'org', 'sign-on', 'identity'),
  openPage('/invite/$token', async () => (await import('./invite-page')).InvitePage, 'org', 'identity'),
  openPage('/reset/$token', async () => (await import('./reset-page')).ResetPage, 'identity', 'org'),
  openPage('/enter/$token', async () => (await import('./enter-page')).EnterPage, 'org'),
];
