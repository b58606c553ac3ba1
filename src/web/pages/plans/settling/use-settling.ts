import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { settle } from '../../../../subjects/plans/rules/settle';
import { activeOf, lastAct, nextUndone, type Step } from '../../../../subjects/plans/rules/steps';
import type { Correction, PlanPage, SettledPlan } from '../../../../subjects/plans/schema';
import { queryClient, readOnce, writeOnce } from '../../../api';
import { ApiError } from '../../../api-error';
import { useMe } from '../../../me';
import { useErrorSentence } from '../../../parts/error-note';
import { tell } from '../../../parts/tell';
import { useDraft } from '../../../parts/use-draft';
import { keptNow, nextSettling } from './settling-state';

const RETRY_MS = 3000;
const NO_STEPS: Step[] = [];

export type Settling = {
  plan: SettledPlan;
  correct: (corrections: Correction[]) => void;
  undo: () => void;
  redo: () => void;
  canUndo: boolean;
  canRedo: boolean;
  /** saved: the server has everything; saving: on its way; kept: no line, kept in this browser. */
  state: 'saved' | 'saving' | 'kept';
  /** How many acts count. */
  count: number;
};

const send = (planId: string, version: number, step: Step): Promise<{ version: number; at: string }> => {
  if (step.kind === 'correct') return writeOnce('plans.correct', { planId, version, corrections: step.corrections });
  return writeOnce(step.kind === 'undo' ? 'plans.undo' : 'plans.redo', { planId, version });
};

/**
 * Corrections of a plan: shown at once, sent one act after the other, kept in this browser until the server has them. Where
 * somebody else was faster, theirs are fetched and ours go on top: corrections are statements, they do not overwrite.
 */
export function useSettling(page: PlanPage): Settling {
  const { t } = useTranslation('plans');
  const me = useMe();
  const sentence = useErrorSentence();
  const draft = useDraft<Step[]>(`settle.${page.id}`, NO_STEPS);
  const [state, dispatch] = useReducer(nextSettling, {
    version: page.version,
    kept: page.corrections,
    pending: draft.value,
    me: me.user.name,
  });
  const [offline, setOffline] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const sending = useRef(false);

  useEffect(() => dispatch({ type: 'loaded', page }), [page]);

  const keep = draft.set;
  useEffect(() => keep(state.pending), [state.pending, keep]);

  useEffect(() => {
    const again = () => setAttempt(count => count + 1);
    addEventListener('online', again);
    return () => removeEventListener('online', again);
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` asks for another try
  useEffect(() => {
    const step = state.pending[0];
    if (!step || sending.current) return;
    sending.current = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onAnswer = (answer: { version: number; at: string }) => {
      sending.current = false;
      setOffline(false);
      dispatch({ type: 'taken', step, ...answer });
    };
    const onError = async (error: unknown) => {
      if (error instanceof ApiError && error.code === 'changed-meanwhile') {
        const by = String(error.detail.by ?? '');
        const fresh = await readOnce('plans.get', { planId: page.id }).catch(() => null);
        sending.current = false;
        if (fresh) {
          dispatch({ type: 'loaded', page: fresh });
          if (by && by !== me.user.name) tell(t('settle.meanwhile', { by }));
        }
        setAttempt(count => count + 1);
        return;
      }
      sending.current = false;
      if (error instanceof ApiError && error.passing) {
        setOffline(true);
        timer = setTimeout(() => setAttempt(count => count + 1), RETRY_MS);
        return;
      }
      dispatch({ type: 'refused', step });
      tell(sentence(error));
    };
    send(page.id, state.version, step).then(onAnswer, onError);
    return () => clearTimeout(timer);
  }, [state.pending, state.version, attempt]);

  // What this page holds is newer than what other pages have read.
  const settled = state.pending.length === 0;
  useEffect(() => {
    if (!settled) return;
    return () => {
      void queryClient.invalidateQueries({ queryKey: ['plans.get', { planId: page.id }] });
      void queryClient.invalidateQueries({ queryKey: ['plans.list'] });
    };
  }, [settled, page.id]);

  const kept = useMemo(() => keptNow(state), [state]);
  const { compiled } = page;
  const plan = useMemo(() => settle(compiled, activeOf(kept)), [compiled, kept]);
  const correct = useCallback((corrections: Correction[]) => {
    if (corrections.length > 0) dispatch({ type: 'done', step: { kind: 'correct', corrections } });
  }, []);
  const [canUndo, canRedo] = [lastAct(kept).length > 0, nextUndone(kept).length > 0];
  return {
    plan,
    correct,
    undo: () => canUndo && dispatch({ type: 'done', step: { kind: 'undo' } }),
    redo: () => canRedo && dispatch({ type: 'done', step: { kind: 'redo' } }),
    canUndo,
    canRedo,
    state: settled ? 'saved' : offline ? 'kept' : 'saving',
    count: activeOf(kept).length,
  };
}
