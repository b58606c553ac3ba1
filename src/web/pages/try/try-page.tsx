import { useState } from 'react';
import type { Plan } from '../../../compiler/ledger';
import { TellBar } from '../../parts/tell-bar';
import { useDraft } from '../../parts/use-draft';
import { ChooseDocument } from './choose-document';
import { FileResult } from './file-result';
import { TextResult } from './text-result';
import './try.css';

/** 试一试: what the compiler reads in any document, without an account; nothing is kept on the server. */
export const TryPage = () => {
  // What was pasted survives a reload.
  const draft = useDraft('try.text', '');
  const [typing, setTyping] = useState(draft.value !== '');
  const [read, setRead] = useState<{ file: File; plan: Plan } | null>(null);
  const again = () => {
    setRead(null);
    setTyping(false);
  };
  return (
    <>
      {read ? (
        <FileResult file={read.file} plan={read.plan} onAgain={again} />
      ) : typing ? (
        <TextResult
          text={draft.value}
          onText={draft.set}
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
      <TellBar />
    </>
  );
};
