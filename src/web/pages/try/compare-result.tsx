import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { compile } from '../../../compiler/compile';
import type { Comparable } from '../../../compiler/revisions/revision';
import { textSource } from '../../../compiler/source';
import { CompareView } from '../plans/compare/compare-view';
import { ChooseDocument } from './choose-document';

type Props = { first: Comparable; onBack: () => void };

/** 与另一份对照: a second document beside the one that was read, clause by clause; neither is kept. */
export const CompareResult = ({ first, onBack }: Props) => {
  const { t } = useTranslation(['try', 'compare']);
  const [second, setSecond] = useState<Comparable | null>(null);
  const [turned, setTurned] = useState(false);
  const name = first.title ?? first.source.name;
  if (!second)
    return (
      <ChooseDocument
        beside={{ name, onBack }}
        onFile={(_, plan) => setSecond(plan)}
        onText={text => setSecond(compile(textSource(t('pasted'), text)))}
      />
    );
  const [before, after] = turned ? [second, first] : [first, second];
  return (
    <main className="page compare-page try-compare">
      <title>{`${t('compare')} · ${name}`}</title>
      <header>
        <h1>{t('compare:title')}</h1>
        <div className="try-ways">
          <Button onClick={() => setTurned(!turned)}>{t('turn')}</Button>
          <Button onClick={() => setSecond(null)}>{t('again')}</Button>
          <Button onClick={onBack}>{t('back')}</Button>
        </div>
      </header>
      <CompareView before={before} after={after} />
    </main>
  );
};
