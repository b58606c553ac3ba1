import { useRouter } from '@tanstack/react-router';
import { homeOf } from '../../../subjects/org/rules';
import { useAddress } from '../../address';
import { queryClient, readOnce } from '../../api';

/** After signing in: where the person wanted to go (`?next`), or to-do list or overview. Only addresses of our own. */
export const useGoIn = () => {
  const router = useRouter();
  const [address] = useAddress();
  return async (path?: string): Promise<void> => {
    queryClient.clear();
    const me = await queryClient.fetchQuery({ queryKey: ['org.me', {}], queryFn: () => readOnce('org.me', {}) });
    const home = homeOf(me.posts.map(({ role }) => role));
    const next = path ?? address.text('next') ?? home;
    const own = /^\/(?![/\\])/.test(next) && !next.startsWith('/sign-in');
    router.history.push(own && next !== '/' ? next : home);
  };
};
