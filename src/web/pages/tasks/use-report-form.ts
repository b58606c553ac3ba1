import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ReportRow, TaskPage } from '../../../subjects/tasks/schema';
import { useWrite, writeOnce } from '../../api';
import { ApiError } from '../../api-error';
import { useDraft } from '../../parts/use-draft';
import { beginReport, type ReportDraft, type ReportDuty, reportBody, wordsMark } from './report-draft';

export type ReportConflict = { by: string; current: Partial<ReportRow> & { version: number } };

// A pause in typing after which the draft goes to the server as well.
const PAUSE = 1500;

const conflictOf = (error: unknown): ReportConflict | null => {
  if (!(error instanceof ApiError) || error.code !== 'changed-meanwhile') return null;
  const current = error.detail.current as ReportConflict['current'] | undefined;
  return current ? { by: String(error.detail.by ?? ''), current } : null;
};

/** Writing a report: kept in this browser with every letter, on the server with every pause, handed in at the end. */
export const useReportForm = (task: TaskPage, duty: ReportDuty, onDone: () => void) => {
  const initial = useMemo(() => beginReport(task, duty), [task, duty]);
  const draft = useDraft<ReportDraft>(`report.${task.id}.${duty.unitId}.${duty.period}`, initial);
  const submit = useWrite('tasks.submitReport');
  const [kept, setKept] = useState<'none' | 'saving' | 'saved' | 'local'>('none');
  const [conflict, setConflict] = useState<ReportConflict | null>(null);
  const edits = useRef(0);
  const saving = useRef(Promise.resolve());
  const { set } = draft;
  const key = useMemo(
    () => ({ taskId: task.id, unitId: duty.unitId, period: duty.period }),
    [task.id, duty.unitId, duty.period],
  );

  const change = useCallback(
    (part: Partial<ReportDraft>) => {
      edits.current += 1;
      set(before => ({ ...before, ...part }));
    },
    [set],
  );
  // What was restored from this browser may be newer or older than the report on the server; its version tells.
  const latest = useRef(draft.value);
  useEffect(() => {
    latest.current = draft.value;
  }, [draft.value]);

  const adopt = useCallback(
    (part: Partial<ReportDraft>) => {
      latest.current = { ...latest.current, ...part };
      set(before => ({ ...before, ...part }));
    },
    [set],
  );
  /** Does something that carries the version; where only an answer to this very draft was lost, it goes on from there. */
  const withVersion = useCallback(
    async <T>(act: (body: ReturnType<typeof reportBody>) => Promise<T>): Promise<T> => {
      const body = reportBody(latest.current);
      const earlier = latest.current.sent;
      adopt({ sent: wordsMark(body) });
      try {
        return await act(body);
      } catch (error) {
        const current = conflictOf(error)?.current;
        if (!current || ![earlier, wordsMark(body)].includes(wordsMark(current))) throw error;
        adopt({ version: current.version });
        return act(reportBody(latest.current));
      }
    },
    [adopt],
  );

  const keep = useCallback(async () => {
    setKept('saving');
    try {
      const answer = await withVersion(body => writeOnce('tasks.saveReport', { ...key, ...body }));
      adopt({ version: answer.version });
      setKept('saved');
    } catch (error) {
      setConflict(conflictOf(error));
      setKept('local');
    }
  }, [key, adopt, withVersion]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a pause begins with every change of the draft
  useEffect(() => {
    if (edits.current === 0 || conflict) return;
    const timer = setTimeout(() => {
      edits.current = 0;
      saving.current = saving.current.then(keep);
    }, PAUSE);
    return () => clearTimeout(timer);
  }, [draft.value, conflict, keep]);

  const handIn = async () => {
    edits.current = 0;
    // One at a time: the draft's own saving carries the version on.
    await saving.current;
    try {
      await withVersion(body => submit.mutateAsync({ ...key, ...body }));
      draft.clear();
      onDone();
    } catch (error) {
      setConflict(conflictOf(error));
    }
  };
  return {
    draft: draft.value,
    restored: draft.restored,
    change,
    kept,
    conflict,
    isSubmitting: submit.isPending,
    error: conflict ? null : submit.error,
    handIn: () => void handIn(),
    /** Goes on with what was typed, over what another wrote. */
    keepMine: () => {
      if (conflict) change({ version: conflict.current.version });
      setConflict(null);
    },
    takeTheirs: () => {
      if (!conflict) return;
      const { percent, summary, problem, nextStep, version } = conflict.current;
      change({
        percent: percent ?? draft.value.percent,
        summary: summary ?? '',
        problem: problem ?? '',
        nextStep: nextStep ?? '',
        version,
      });
      setConflict(null);
    },
    /** Gives up what was restored: begins again from what the server has. */
    startAgain: () => {
      edits.current = 0;
      draft.clear();
    },
  };
};
