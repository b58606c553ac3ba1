import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { type HeldKind, heldKinds } from '../../../subjects/org/rules';
import type { Decision, ReformPreview } from '../../../subjects/reporting/reform-schema';
import { neverEnded } from '../../../subjects/reporting/rules/reforms';
import { TextField } from '../../parts/text-field';
import { UnitPicker } from '../../parts/unit-picker';

/** Who goes on with one kind of things: a unit, or nobody, with the reason (undefined: to be given to a unit). */
export type Choice = { toId: string | null; ended?: string };
export type Choices = Partial<Record<HeldKind, Choice>>;

/** What was decided, as the server wants it; null as long as a kind is open. */
export const decisionsOf = (preview: ReformPreview, choices: Choices): Decision[] | null => {
  const decided = heldKinds
    .filter(kind => preview.handed[kind] > 0)
    .map((kind): Decision | null => {
      const { toId = null, ended } = choices[kind] ?? {};
      if (ended !== undefined) return ended.trim() === '' ? null : { kind, ended: ended.trim() };
      return toId === null ? null : { kind, toId };
    });
  return decided.includes(null) ? null : (decided as Decision[]);
};

type Props = { preview: ReformPreview; choices: Choices; onChoose: (choices: Choices) => void };

// More than these are opened by whoever wants to read them all.
const FEW = 3;

/** 移交: kind by kind, what still waits on a unit that is closed, and who goes on with it. */
export const ReformDecisions = ({ preview, choices, onChoose }: Props) => {
  const { t } = useTranslation('review');
  const kinds = heldKinds.filter(kind => preview.handed[kind] > 0);
  return (
    <div className="reform-decisions">
      {kinds.length > 1 && (
        <div>
          <span className="field-label">{t('reform.allTo')}</span>
          <UnitPicker
            label={t('reform.allTo')}
            value={null}
            onChange={toId => onChoose(Object.fromEntries(kinds.map(kind => [kind, { toId }])))}
          />
        </div>
      )}
      {kinds.map(kind => {
        const names = preview.held.flatMap(one => (one.kind === kind && one.name !== null ? [one.name] : []));
        const choice = choices[kind] ?? { toId: null };
        const set = (next: Choice) => onChoose({ ...choices, [kind]: next });
        const label = t('reform.heir', { kind: t(`reform.held.${kind}`) });
        return (
          <fieldset key={kind}>
            <legend>
              {t(`reform.held.${kind}`)} <span className="quiet">{preview.handed[kind]}</span>
            </legend>
            {names.length > 0 && (
              <details open={names.length <= FEW}>
                <summary>{t('reform.which')}</summary>
                <ul>
                  {preview.held
                    .filter(one => one.kind === kind)
                    .map(one => (
                      <li key={one.id}>{one.name}</li>
                    ))}
                </ul>
              </details>
            )}
            {choice.ended === undefined ? (
              <UnitPicker label={label} placeholder={label} value={choice.toId} onChange={toId => set({ toId })} />
            ) : (
              <TextField
                label={t('reform.endedBecause')}
                value={choice.ended}
                maxLength={500}
                onValue={ended => set({ toId: null, ended })}
              />
            )}
            {!neverEnded.includes(kind) && (
              <Button
                type="link"
                size="small"
                onClick={() => set(choice.ended === undefined ? { toId: null, ended: '' } : { toId: null })}
              >
                {t(choice.ended === undefined ? 'reform.end' : 'reform.give')}
              </Button>
            )}
          </fieldset>
        );
      })}
    </div>
  );
};
