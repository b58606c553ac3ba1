import { useQuery } from '@tanstack/react-query';
import type { SignOnChoices } from '../subjects/identity/federation/schema';
import { readReply } from './api-error';

const ask = async <Answer>(address: string): Promise<Answer> => (await readReply(await fetch(address))) as Answer;

/** What the sign-in page offers beside the password. Where that cannot be found out, the password is offered alone. */
export const useSignOnChoices = (): SignOnChoices['choices'] =>
  useQuery({
    queryKey: ['auth.sign-on'],
    queryFn: () => ask<SignOnChoices>('/auth/sign-on'),
    staleTime: 60_000,
    retry: false,
  }).data?.choices ?? [];

/** Where to go on after signing out, so that the session at the provider ends as well; null for who came in by a password. */
export const signOutAddress = async (): Promise<string | null> => {
  try {
    return (await ask<{ address: string | null }>('/auth/sign-out-address')).address;
  } catch {
    // Signing out here must not wait for a provider.
    return null;
  }
};
