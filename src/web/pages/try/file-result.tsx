import type { Plan } from '../../../compiler/ledger';
import type { SettledPlan } from '../../../subjects/plans/schema';
import { SettlePanes } from '../plans/settling/settle-panes';
import { useLocalSettling } from '../plans/settling/use-local-settling';
import { TryHead } from './try-head';

type Props = { file: File; plan: Plan; onAgain: () => void; onCompare: (plan: SettledPlan) => void };

/** A file, as the server read it. */
export const FileResult = ({ file, plan, onAgain, onCompare }: Props) => {
  const settling = useLocalSettling(plan);
  return (
    <div className="try-frame">
      <SettlePanes
        settling={settling}
        year={plan.year ?? 0}
        names={[]}
        head={toQuestion => (
          <TryHead
            settling={settling}
            name={file.name}
            document={{ file, corrections: settling.corrections }}
            onQuestion={toQuestion}
            onAgain={onAgain}
            onCompare={onCompare}
          />
        )}
      />
    </div>
  );
};
