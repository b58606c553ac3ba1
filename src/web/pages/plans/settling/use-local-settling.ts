import { useCallback, useMemo, useState } from 'react';
import type { Plan } from '../../../../compiler/ledger';
import { carryOver } from '../../../../subjects/plans/rules/carry-over';
import { settle } from '../../../../subjects/plans/rules/settle';
import { activeOf, applyStep, type KeptCorrection, lastAct, nextUndone } from '../../../../subjects/plans/rules/steps';
import type { Correction } from '../../../../subjects/plans/schema';
import type { Settling } from './use-settling';

const NONE: KeptCorrection[] = [];
// Acts are told apart by their time; here their order is enough.
const time = (count: number): string => `z${String(count).padStart(9, '0')}`;

/** What was said of `base`, as it holds for `plan`: the same, or what of it can be carried over by meaning. */
const saidOf = (kept: KeptCorrection[], base: Plan, plan: Plan): Correction[] =>
  base === plan || kept.length === 0 ? activeOf(kept) : carryOver(base, plan, activeOf(kept)).corrections;

/**
 * Corrections of a plan that nobody keeps: they live as long as the page. Where the text changes under them they go along by
 * meaning; what no longer fits waits for its sentence to come back, until the next correction.
 */
export function useLocalSettling(compiled: Plan): Omit<Settling, 'state'> & { corrections: Correction[] } {
  const [{ kept, base }, setState] = useState({ kept: NONE, acts: 0, base: compiled });
  const act = useCallback(
    (step: Parameters<typeof applyStep>[1]) =>
      setState(now => {
        const acts = now.acts + 1;
        if (step.kind !== 'correct' || now.base === compiled)
          return { ...now, kept: applyStep(now.kept, step, time(acts), null), acts };
        const carried = saidOf(now.kept, now.base, compiled);
        const first =
          carried.length > 0 ? applyStep(NONE, { kind: 'correct', corrections: carried }, time(0), null) : NONE;
        return { kept: applyStep(first, step, time(acts), null), acts, base: compiled };
      }),
    [compiled],
  );
  const corrections = useMemo(() => saidOf(kept, base, compiled), [kept, base, compiled]);
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
  };
}
