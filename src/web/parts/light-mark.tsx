import { Tooltip } from 'antd';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Light, LightReason } from '../../subjects/tasks/schema';
import './light-mark.css';

/** The shape of each light, for drawings; always with its word. */
export const lightShapes: Record<Light, string> = { green: '●', yellow: '▲', red: '■', grey: '○', blue: '✓' };

/** The one sentence that says why a light is as it is; null where there is none. */
export const lightSentence = (t: TFunction, reason: LightReason | null | undefined): string | null => {
  if (!reason?.code) return null;
  const sentence = t(`light:${reason.code}`, { ...reason, defaultValue: '' });
  return sentence || null;
};

type Props = {
  light: Light;
  reason?: LightReason | null;
  /** `word`: shape and word, the reason on hover; `shape`: for narrow cells; `sentence`: shape and the reason, which begins with the word. */
  form?: 'word' | 'shape' | 'sentence';
};

/** 亮灯: shape, word and colour, so that print and colour-blind eyes can read it. */
export const LightMark = ({ light, reason, form = 'word' }: Props) => {
  const { t } = useTranslation(['frame', 'light']);
  const word = t(`frame:light.${light}`);
  const sentence = lightSentence(t, reason);
  const shape = (
    <span className="light-shape" aria-hidden="true" style={{ color: `var(--light-${light})` }}>
      {lightShapes[light]}
    </span>
  );
  const mark = (
    <span className="light-mark">
      {shape}
      <span className={form === 'shape' ? 'visually-hidden' : ''}>{word}</span>
    </span>
  );
  if (form === 'sentence')
    return (
      // The sentence begins with the word itself, or a more exact one (超期).
      <span className="light-sentence">
        {shape}
        <span>{sentence ?? word}</span>
      </span>
    );
  if (!sentence && form === 'word') return mark;
  return <Tooltip title={sentence ?? word}>{mark}</Tooltip>;
};
