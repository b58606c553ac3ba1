import {
  type AnyRoute,
  createRootRoute,
  createRoute,
  lazyRouteComponent,
  Outlet,
  retainSearchParams,
} from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { Frame } from './frame/frame';
import { requireMe } from './me';
import { ErrorPage, NotFoundPage } from './parts/error-page';
import { PageSkeleton } from './parts/skeletons';

export const rootRoute = createRootRoute({
  component: Outlet,
  notFoundComponent: NotFoundPage,
  // Every link keeps the plan year.
  search: { middlewares: [retainSearchParams(['year'] as never)] },
});

/** Everything behind the sign-in: rail, top bar, page. */
export const frameRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'frame',
  component: Frame,
  beforeLoad: ({ location }) => requireMe(location.href),
  errorComponent: ErrorPage,
});

const under = (parent: () => AnyRoute, path: string, load: () => Promise<ComponentType>): AnyRoute =>
  createRoute({
    getParentRoute: parent,
    path,
    component: lazyRouteComponent(async () => ({ default: await load() })),
    pendingComponent: PageSkeleton,
    errorComponent: ErrorPage,
  });

/** A page inside the frame, for those who have signed in. `load` imports the page's file and gives its component. */
export const page = (path: string, load: () => Promise<ComponentType>): AnyRoute => under(() => frameRoute, path, load);

/** A page of its own, open to everybody. */
export const openPage = (path: string, load: () => Promise<ComponentType>): AnyRoute =>
  under(() => rootRoute, path, load);
