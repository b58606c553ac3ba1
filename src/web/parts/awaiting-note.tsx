import { useTranslation } from 'react-i18next';
import type { Awaiting } from '../../subjects/indicators/schema';
import type { LensName } from '../../subjects/reporting/schema';
import { periodName } from './period-name';

type Props = {
  awaiting: Awaiting | null;
  /** What is shown meanwhile: a period, or the value of a day in words; null where nothing can be judged yet. */
  shown: { period: string } | { day: string } | null;
  lens?: LensName;
  /** What is looked at has all in already, and waits for the rest of the body. */
  isInAlready?: boolean;
};

/** 2026年三季度只有 3/600 个单位已核定，先看2026年二季度. Nothing where nothing is waited for. */
export const AwaitingNote = (props: Props) => {
  const words = useAwaitingWords(props);
  return words === null ? null : <span className="quiet awaiting-note">{words}</span>;
};

/** The same as text. */
export const useAwaitingWords = ({ awaiting, shown, lens = 'accepted', isInAlready = false }: Props): string | null => {
  const { t } = useTranslation('frame');
  if (!awaiting) return null;
  const { period, reported, expected } = awaiting;
  const figures = { period: periodName(t, period), reported, expected, stage: t(`frame:awaiting.stage.${lens}`) };
  if (isInAlready) return t('frame:awaiting.others', figures);
  if (shown === null) return t('frame:awaiting.only', figures);
  return 'period' in shown
    ? t('frame:awaiting.first', { ...figures, shown: periodName(t, shown.period) })
    : t('frame:awaiting.until', { ...figures, shown: shown.day });
};
