import { redirect } from '@tanstack/react-router';
import type { Me } from '../subjects/org/schema';
import { useAddress } from './address';
import { queryClient, readOnce, useRead } from './api';
import { ApiError } from './api-error';

const meQuery = { queryKey: ['org.me', {}], queryFn: () => readOnce('org.me', {}), retryOnMount: false };

/** Sends the question before anything is drawn. */
export const askForMe = (): void => {
  if (!/^\/(sign-in|invite|reset|enter|try|public)/.test(location.pathname)) void queryClient.prefetchQuery(meQuery);
};

/** For the router: who is signed in, or the way to the sign-in page, which leads back to `href`. */
export const requireMe = async (href: string): Promise<void> => {
  try {
    await queryClient.ensureQueryData(meQuery);
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) {
      // What the sign-in page will ask first.
      void queryClient.prefetchQuery({ queryKey: ['org.start', {}], queryFn: () => readOnce('org.start', {}) });
      throw redirect({ to: '/sign-in', search: { next: href } as never, replace: true });
    }
    throw error;
  }
};

/** Who is signed in. Only inside the frame, which has waited for it. */
export const useMe = (): Me => {
  const { data } = useRead('org.me', {}, { staleTime: 60_000 });
  if (!data) throw new Error('useMe outside of the frame');
  return data;
};

/** The plan year: `?year`, or that of the body's date. */
export const useYear = (): number => {
  const [address] = useAddress();
  const me = useMe();
  return address.number('year') ?? Number(me.today.slice(0, 4));
};
