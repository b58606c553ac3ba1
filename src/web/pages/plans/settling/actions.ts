import { createContext, useContext } from 'react';
import type { Correction } from '../../../../subjects/plans/schema';

/** Where a choice was made: the other side follows. */
export type Side = 'text' | 'facts' | 'keys';

/** What the parts of the page can do; the same object for as long as the page is open. */
export type SettleActions = {
  correct: (corrections: Correction[]) => void;
  select: (node: string, fact: string | null, from: Side) => void;
  /** Shows a stretch of the text that is no fact, by its sentence's key; on a phone the text comes to the front. */
  show: (node: string, sentence: string) => void;
  ask: (question: string | null) => void;
  year: number;
};

export const SettleContext = createContext<SettleActions | null>(null);

export const useSettleActions = (): SettleActions => {
  const actions = useContext(SettleContext);
  if (!actions) throw new Error('useSettleActions outside of the settle page');
  return actions;
};
