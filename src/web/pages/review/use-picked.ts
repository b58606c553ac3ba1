import { useState } from 'react';
import type { Exceptions } from '../../../subjects/reporting/review-schema';
import type { Seen } from './use-deed';

export type Picked = {
  has: (unitId: string) => boolean;
  toggle: (unitId: string | undefined) => void;
  all: (on: boolean) => void;
  units: Seen[];
};

/** Which units of a group a bulk deed takes: at first those with nothing to look at. What one's own hands sent in stays out. */
export const usePicked = ({ exceptions, clean }: Exceptions): Picked => {
  const [chosen, setChosen] = useState<Record<string, boolean>>({});
  const cleanIds = new Set(clean.map(({ unitId }) => unitId));
  const rows: Seen[] = [...exceptions.filter(({ own }) => !own), ...clean].map(({ unitId, version }) => ({
    unitId,
    version,
  }));
  const has = (unitId: string): boolean => chosen[unitId] ?? cleanIds.has(unitId);
  return {
    has,
    toggle: unitId => {
      if (unitId !== undefined) setChosen({ ...chosen, [unitId]: !has(unitId) });
    },
    all: on => setChosen(Object.fromEntries(rows.map(({ unitId }) => [unitId, on]))),
    units: rows.filter(({ unitId }) => has(unitId)),
  };
};
