import type { PlanPage } from '../../../../subjects/plans/schema';
import { useRead } from '../../../api';
import { SettleHead } from './settle-head';
import { SettlePanes } from './settle-panes';
import { useSettling } from './use-settling';

/** 校核 of a plan that the server keeps. */
export const SettleView = ({ page }: { page: PlanPage }) => {
  const settling = useSettling(page);
  return (
    <SettlePanes
      settling={settling}
      year={page.year}
      names={useUnitNames()}
      head={toQuestion => <SettleHead page={page} settling={settling} onQuestion={toQuestion} />}
    />
  );
};

/** The body's units above schools. */
const useUnitNames = (): string[] => {
  const { data } = useRead('org.units', {}, { staleTime: 300_000 });
  return (data ?? []).filter(unit => unit.kind !== 'school' && unit.kind !== 'bureau').map(unit => unit.name);
};
