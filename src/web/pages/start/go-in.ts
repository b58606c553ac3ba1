import { useRouter } from '@tanstack/react-router';
import { useAddress } from '../../address';
import { queryClient } from '../../api';

/** After signing in: where the person wanted to go (`?next`), or the to-do list. Only addresses of our own. */
export const useGoIn = () => {
  const router = useRouter();
  const [address] = useAddress();
  return (path?: string): void => {
    const next = path ?? address.text('next') ?? '/';
    queryClient.clear();
    router.history.push(/^\/(?![/\\])/.test(next) && !next.startsWith('/sign-in') ? next : '/');
  };
};
