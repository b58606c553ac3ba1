import { Activity, useState } from 'react';
import type { Plan } from '../../../compiler/ledger';
import type { SettledPlan } from '../../../subjects/plans/schema';
import { TellBar } from '../../parts/tell-bar';
import { useDraft } from '../../parts/use-draft';
import { ChooseDocument } from './choose-document';
import { CompareResult } from './compare-result';
import { FileResult } from './file-result';
import { TextResult } from './text-result';
import './try.css';

/** 试一试: what the compiler reads in any document, without an account; nothing is kept on the server. */
export const TryPage = () => {
  // What was pasted survives a reload.
  const draft = useDraft('try.text', '');
  const [typing, setTyping] = useState(draft.value !== '');
  const [read, setRead] = useState<{ file: File; plan: Plan } | null>(null);
  const [compared, setCompared] = useState<SettledPlan | null>(null);
  const again = () => {
    setRead(null);
    setTyping(false);
  };
  return (
    <>
      {compared && <CompareResult first={compared} onBack={() => setCompared(null)} />}
      {/* What was corrected is still there when one comes back. */}
      <Activity mode={compared ? 'hidden' : 'visible'}>
        {read ? (
          <FileResult file={read.file} plan={read.plan} onAgain={again} onCompare={setCompared} />
        ) : typing ? (
          <TextResult
            text={draft.value}
            onText={draft.set}
            onCompare={setCompared}
            onAgain={() => {
              draft.clear();
              again();
            }}
          />
        ) : (
          <ChooseDocument
            onFile={(file, plan) => setRead({ file, plan })}
            onText={text => {
              draft.set(text);
              setTyping(true);
            }}
          />
        )}
      </Activity>
      <TellBar />
    </>
  );
};
