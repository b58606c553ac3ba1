import { QueryClientProvider } from '@tanstack/react-query';
import { createRouter, RouterProvider } from '@tanstack/react-router';
import { parseSearch, stringifySearch } from './address';
import { forgetReads, queryClient, whenSignedOut } from './api';
import { frameRoute, rootRoute } from './page';
import { auditRoutes } from './pages/audit/routes';
import { definitionRoutes } from './pages/definitions/routes';
import { exchangeRoutes } from './pages/exchange/routes';
import { indicatorRoutes, publicRoutes } from './pages/indicators/routes';
import { ledgerRoutes } from './pages/ledger/routes';
import { mineRoutes } from './pages/mine/routes';
import { overviewRoutes } from './pages/overview/routes';
import { peopleRoutes } from './pages/people/routes';
import { planRoutes } from './pages/plans/routes';
import { reportingRoutes } from './pages/reporting/routes';
import { reviewRoutes } from './pages/review/routes';
import { startRoutes } from './pages/start/routes';
import { targetRoutes } from './pages/targets/routes';
import { taskRoutes } from './pages/tasks/routes';
import { todoRoutes } from './pages/todo/routes';
import { tokenRoutes } from './pages/tokens/routes';
import { tryRoutes } from './pages/try/routes';
import { ThemeProvider } from './theme-provider';

/** All pages, a list per subject. */
const routes = [
  ...todoRoutes,
  ...overviewRoutes,
  ...planRoutes,
  ...ledgerRoutes,
  ...indicatorRoutes,
  ...taskRoutes,
  ...reportingRoutes,
  ...reviewRoutes,
  ...definitionRoutes,
  ...exchangeRoutes,
  ...targetRoutes,
  ...peopleRoutes,
  ...tokenRoutes,
  ...auditRoutes,
  ...mineRoutes,
];

const router = createRouter({
  routeTree: rootRoute.addChildren([frameRoute.addChildren(routes), ...startRoutes, ...tryRoutes, ...publicRoutes]),
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  defaultPendingMs: 200,
  scrollRestoration: true,
});

whenSignedOut(() => {
  if (router.state.location.pathname === '/sign-in') return;
  const next = router.state.location.href;
  // Forgotten only when the frame, which leans on it, has gone.
  void router.navigate({ to: '/sign-in', search: { next } as never, replace: true }).then(forgetReads);
});

export const App = () => (
  <QueryClientProvider client={queryClient}>
    <ThemeProvider>
      <RouterProvider router={router} />
    </ThemeProvider>
  </QueryClientProvider>
);
