import { useCallback, useMemo, useState } from 'react';
import type { Plan } from '../../../../compiler/ledger';
import { settle } from '../../../../subjects/plans/rules/settle';
import { activeOf, applyStep, type KeptCorrection, lastAct, nextUndone } from '../../../../subjects/plans/rules/steps';
import type { Correction } from '../../../../subjects/plans/schema';
import type { Settling } from './use-settling';

const NONE: KeptCorrection[] = [];
// Acts are told apart by their time; here their order is enough.
const time = (count: number): string => `z${String(count).padStart(9, '0')}`;

/** Corrections of a plan that nobody keeps: they live as long as the page, and `reset` forgets them. */
export function useLocalSettling(
  compiled: Plan,
): Omit<Settling, 'state'> & { corrections: Correction[]; reset: () => void } {
  const [{ kept }, setState] = useState({ kept: NONE, acts: 0 });
  const act = useCallback(
    (step: Parameters<typeof applyStep>[1]) =>
      setState(now => ({ kept: applyStep(now.kept, step, time(now.acts + 1), null), acts: now.acts + 1 })),
    [],
  );
  const corrections = useMemo(() => activeOf(kept), [kept]);
  const plan = useMemo(() => settle(compiled, corrections), [compiled, corrections]);
  const correct = useCallback(
    (said: Correction[]) => {
      if (said.length > 0) act({ kind: 'correct', corrections: said });
    },
    [act],
  );
  const [canUndo, canRedo] = [lastAct(kept).length > 0, nextUndone(kept).length > 0];
  return {
    plan,
    correct,
    undo: () => canUndo && act({ kind: 'undo' }),
    redo: () => canRedo && act({ kind: 'redo' }),
    canUndo,
    canRedo,
    count: corrections.length,
    corrections,
    reset: useCallback(() => setState({ kept: NONE, acts: 0 }), []),
  };
}
