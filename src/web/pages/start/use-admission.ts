import { useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { SignInAnswer } from '../../../subjects/identity/schema';
import { useGoIn } from './go-in';
import type { Step } from './second-step';
import { stepInHash } from './step-in-hash';

/** From what a password, an invitation or a reset link was answered with: in, or on to the second step. */
export const useAdmission = (path?: string) => {
  const goIn = useGoIn();
  const router = useRouter();
  // Single sign-on comes back with it where the provider has asked for a password alone.
  const [step, setStep] = useState<Step | null>(() => stepInHash(window.location.hash));
  useEffect(() => {
    const { pathname, search, hash } = window.location;
    // Not kept in the browser's history.
    if (stepInHash(hash)) router.history.replace(pathname + search);
  }, [router]);
  return {
    step,
    goIn: () => goIn(path),
    back: () => setStep(null),
    admit: async (answer: SignInAnswer): Promise<void> => {
      if (answer.next === 'in') await goIn(path);
      else setStep(answer);
    },
  };
};
