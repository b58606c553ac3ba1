import {
  type AnyRoute,
  createRootRoute,
  createRoute,
  lazyRouteComponent,
  Outlet,
  retainSearchParams,
} from '@tanstack/react-router';
import i18next from 'i18next';
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
  // A loader, not beforeLoad: the page's own files come while the server says who this is.
  loader: ({ location }) => requireMe(location.href),
  errorComponent: ErrorPage,
});

type Load = () => Promise<ComponentType>;

const under = (parent: () => AnyRoute, path: string, load: Load, namespaces: string[]): AnyRoute =>
  createRoute({
    getParentRoute: parent,
    path,
    component: lazyRouteComponent(async () => {
      const [component] = await Promise.all([load(), i18next.loadNamespaces(namespaces)]);
      return { default: component };
    }),
    pendingComponent: PageSkeleton,
    errorComponent: ErrorPage,
  });

/**
 * A page inside the frame, for those who have signed in. `load` imports the page's file and gives its component;
 * the words of `namespaces` are fetched beside it rather than after it.
 */
export const page = (path: string, load: Load, ...namespaces: string[]): AnyRoute =>
  under(() => frameRoute, path, load, namespaces);

/** A page of its own, open to everybody. */
export const openPage = (path: string, load: Load, ...namespaces: string[]): AnyRoute =>
  under(() => rootRoute, path, load, namespaces);
