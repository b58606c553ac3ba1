import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { compile } from '../../../compiler/compile';
import { textSource } from '../../../compiler/source';
import type { SettledPlan } from '../../../subjects/plans/schema';
import { useAddress } from '../../address';
import { SettlePanes } from '../plans/settling/settle-panes';
import { useLocalSettling } from '../plans/settling/use-local-settling';
import { TryHead } from './try-head';

type Props = {
  text: string;
  onText: (text: string) => void;
  onAgain: () => void;
  onCompare: (plan: SettledPlan) => void;
};

/** A pasted text, compiled here in the browser and again with every change: it does not leave the machine. */
export const TextResult = ({ text, onText, onAgain, onCompare }: Props) => {
  const { t } = useTranslation('try');
  const [writing, setWriting] = useState(false);
  const [, setAddress] = useAddress();
  const name = t('pasted');
  // Typing goes first; the ledger follows as soon as there is time.
  const settled = useDeferredValue(text);
  const plan = useMemo(() => compile(textSource(name, settled)), [name, settled]);
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
            name={name}
            document={{ name, text: settled, corrections: settling.corrections }}
            writing={writing}
            onWriting={next => {
              setWriting(next);
              // On a phone one pane is shown.
              if (next) setAddress({ pane: 'text' }, { replace: true });
            }}
            onQuestion={toQuestion}
            onAgain={onAgain}
            onCompare={onCompare}
          />
        )}
        editor={
          writing ? (
            <textarea
              className="document-text try-editor"
              lang="zh-CN"
              value={text}
              aria-label={t('text')}
              onChange={event => onText(event.target.value)}
            />
          ) : undefined
        }
      />
    </div>
  );
};
