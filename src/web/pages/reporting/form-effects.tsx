import { useTranslation } from 'react-i18next';
import type { FigureRow } from '../../../subjects/indicators/definitions/schema';
import type { CheckedForm, FormPage, LeavingFigure } from '../../../subjects/reporting/form-schema';
import { periodName } from '../../parts/period-name';
import { figuresOf } from './form-lines';
import type { FormText } from './form-text';

type Props = {
  form: FormPage;
  text: FormText;
  checked: CheckedForm;
  figures: ReadonlyMap<string, FigureRow>;
  /** Codes of figures that may leave. */
  letGo: readonly string[];
  onLetGo: (code: string, may: boolean) => void;
};

/** Units have handed it in or are typing it: it leaves only when somebody says so. */
export const isFelt = ({ to, handedIn, typed }: LeavingFigure): boolean => typed > 0 || (to === 'gone' && handedIn > 0);

/** What becomes of what units have filled in already, before it is saved. */
export const FormEffects = ({ form, text, checked, figures, letGo, onLetGo }: Props) => {
  const { t } = useTranslation(['form-design', 'reporting']);
  const { inUse } = checked;
  if (!inUse?.isOpened) return null;
  const { running, leaving } = inUse;
  const before = new Map(form.figures.map(figure => [figure.code, figure]));
  const asked = figuresOf(text.lines).filter(({ mode }) => mode === 'ask');
  const names = (codes: readonly { code: string }[]) =>
    codes.map(({ code }) => figures.get(code)?.name ?? code).join(t('form-design:comma'));
  const added = asked.filter(({ code }) => before.get(code)?.mode !== 'ask');
  const stricter = asked.filter(({ code, required }) => required && before.get(code)?.required === false);
  const checksDiffer =
    JSON.stringify(text.checks.map(({ text, level }) => [text, level])) !==
    JSON.stringify(form.checks.map(({ text, level }) => [text, level]));
  const tagsDiffer = text.tags.toSorted().join() !== form.tags.toSorted().join();
  const isRunning = running.periods.length > 0;
  const periods = running.periods.map(code => periodName(t, code)).join(t('form-design:comma'));
  const counts = { waiting: running.waiting, handedIn: running.handedIn };
  const said = [
    isRunning && added.length > 0 && t('form-design:effects.added', { names: names(added), ...counts }),
    isRunning && stricter.length > 0 && t('form-design:effects.stricter', { names: names(stricter), ...counts }),
    isRunning && checksDiffer && t('form-design:effects.checks', counts),
    isRunning && tagsDiffer && t('form-design:effects.tags'),
    ...leaving.filter(one => !isFelt(one)).map(one => t(`form-design:effects.free.${one.to}`, { name: one.name })),
  ].filter(sentence => sentence !== false);
  const felt = leaving.filter(isFelt);
  if (said.length + felt.length === 0) return null;
  return (
    <section className="form-section design-effects" aria-label={t('form-design:effects.title')}>
      <h2>{t('form-design:effects.title')}</h2>
      <p className="quiet">
        {isRunning ? t('form-design:effects.running', { periods, ...counts }) : t('form-design:effects.past')}
      </p>
      <ul>
        {said.map(sentence => (
          <li key={sentence}>{sentence}</li>
        ))}
        {felt.map(({ code, name, to, handedIn, typed }) => (
          <li key={code}>
            <label>
              <input
                type="checkbox"
                checked={letGo.includes(code)}
                onChange={({ target }) => onLetGo(code, target.checked)}
              />
              <span>
                <strong>{t(`form-design:effects.leaves.${to}`, { name })}</strong>
                {handedIn > 0 && t('form-design:effects.handedIn', { count: handedIn })}
                {typed > 0 && t('form-design:effects.typed', { count: typed })}
              </span>
            </label>
          </li>
        ))}
      </ul>
    </section>
  );
};
