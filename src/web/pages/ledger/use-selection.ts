import { useCallback, useState } from 'react';
import type { TaskRow } from '../../../subjects/tasks/schema';

/** What is chosen of a task: enough to assign and send it. */
export type Chosen = Pick<TaskRow, 'id' | 'version' | 'status'>;

export type Selection = {
  chosen: ReadonlyMap<string, Chosen>;
  toggle: (row: TaskRow) => void;
  /** Adds all of these. */
  add: (rows: Chosen[]) => void;
  clear: () => void;
};

const pick = ({ id, version, status }: Chosen): Chosen => ({ id, version, status });

/** 多选: the chosen tasks, kept while filters and pages change. */
export const useSelection = (): Selection => {
  const [chosen, setChosen] = useState<ReadonlyMap<string, Chosen>>(new Map());
  const toggle = useCallback(
    (row: TaskRow) =>
      setChosen(before => {
        const next = new Map(before);
        if (!next.delete(row.id)) next.set(row.id, pick(row));
        return next;
      }),
    [],
  );
  const add = useCallback(
    (rows: Chosen[]) => setChosen(before => new Map([...before, ...rows.map(row => [row.id, pick(row)] as const)])),
    [],
  );
  const clear = useCallback(() => setChosen(new Map()), []);
  return { chosen, toggle, add, clear };
};
