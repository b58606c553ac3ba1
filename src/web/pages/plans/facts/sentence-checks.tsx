import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Checked, isHardToCheck } from '../../../../subjects/plans/rules/verifiability';
import { useSettleActions } from '../settling/actions';
import { sentenceKey } from './sentence-fact';
import './sentence-checks.css';

type Props = { node: string; sentences: Checked[]; fact: string | null };

/** 可核查: a quiet line with how many sentences anybody could check; opened, each of them and what to ask for. */
export const SentenceChecks = ({ node, sentences, fact }: Props) => {
  const { t } = useTranslation(['plans', 'compiler']);
  const { show } = useSettleActions();
  const [open, setOpen] = useState(false);
  const hard = sentences.filter(({ verifiability }) => isHardToCheck(verifiability));
  const asks = [...new Set(hard.flatMap(({ verifiability }) => verifiability.ask ?? []))];
  const wants = asks.map(ask => t(`check.want.${ask}`)).join(t('check.or'));
  const can = sentences.length - hard.length;
  const parts = [
    ...(can > 0 ? [t('check.can', { count: can })] : []),
    ...(hard.length > 0 ? [t(wants ? 'check.wants' : 'check.hard', { count: hard.length, wants })] : []),
  ];
  return (
    <details className="checks" onToggle={event => setOpen(event.currentTarget.open)}>
      <summary className={hard.length > 0 ? undefined : 'quiet'}>{parts.join(' · ')}</summary>
      {/* A plan has a thousand sentences: they are drawn when they are asked for. */}
      {open && (
        <ul>
          {sentences.map(({ span, text, verifiability: { kind, reason, ask } }) => (
            <li key={span[0]}>
              <span className={isHardToCheck({ kind, reason, ask }) ? 'check-kind hard' : 'check-kind'}>
                {t(`compiler:verifiability.${kind}`)}
              </span>
              <div>
                <button
                  type="button"
                  className={`plain-button check-sentence${fact === sentenceKey(span[0]) ? ' selected' : ''}`}
                  lang="zh-CN"
                  title={t('check.show')}
                  onClick={() => show(node, sentenceKey(span[0]))}
                >
                  {text}
                </button>
                <p className="quiet">
                  {t(`compiler:reason.${reason}`)} {ask && t(`compiler:ask.${ask}`)}
                </p>
              </div>
            </li>
          ))}
        </ul>
      )}
    </details>
  );
};
