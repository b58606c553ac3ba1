import { useState } from 'react';
import type { SignInAnswer } from '../../../subjects/identity/schema';
import { useGoIn } from './go-in';
import type { Step } from './second-step';

/** From what a password, an invitation or a reset link was answered with: in, or on to the second step. */
export const useAdmission = (path?: string) => {
  const goIn = useGoIn();
  const [step, setStep] = useState<Step | null>(null);
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
