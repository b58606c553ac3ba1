import { useRouter } from '@tanstack/react-router';
import type { Role } from '../../../subjects/org/schema';
import { useAddress } from '../../address';
import { queryClient, readOnce } from '../../api';

/** Those who look rather than do: nothing waits for them in 待办, so they begin at 总览. */
const lookers = new Set<Role>(['leader', 'assessor', 'auditor']);

/** After signing in: where the person wanted to go (`?next`), or to-do list or overview. Only addresses of our own. */
export const useGoIn = () => {
  const router = useRouter();
  const [address] = useAddress();
  return async (path?: string): Promise<void> => {
    queryClient.clear();
    const me = await queryClient.fetchQuery({ queryKey: ['org.me', {}], queryFn: () => readOnce('org.me', {}) });
    const home = me.posts.length > 0 && me.posts.every(post => lookers.has(post.role)) ? '/overview' : '/';
    const next = path ?? address.text('next') ?? home;
    const own = /^\/(?![/\\])/.test(next) && !next.startsWith('/sign-in');
    router.history.push(own && next !== '/' ? next : home);
  };
};
