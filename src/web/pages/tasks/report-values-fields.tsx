import { useTranslation } from 'react-i18next';
import type { TaskTarget } from '../../../subjects/tasks/schema';
import { TextField } from '../../parts/text-field';
import type { ReportDraft } from './report-draft';
import { aimText } from './target-words';

type Props = {
  targets: TaskTarget[];
  draft: ReportDraft;
  /** Targets whose value is no number. */
  wrong: string[];
  onValues: (values: Record<string, string>) => void;
};

/** The value of each target now, beside what is to be reached. */
export const ReportValuesFields = ({ targets, draft, wrong, onValues }: Props) => {
  const { t } = useTranslation('task');
  if (targets.length === 0) return null;
  return (
    <fieldset className="value-fields">
      <legend className="field-label">{t('form.values')}</legend>
      {targets.map(target => (
        <TextField
          key={target.id}
          label={target.unit ? t('form.valueOf', { indicator: target.indicator, unit: target.unit }) : target.indicator}
          inputMode="decimal"
          value={draft.values[target.id] ?? ''}
          onValue={typed => onValues({ ...draft.values, [target.id]: typed })}
          placeholder={target.latest ?? ''}
          hint={t('form.aim', { aim: aimText(t, target) })}
          error={wrong.includes(target.id) ? t('form.notANumber') : null}
        />
      ))}
    </fieldset>
  );
};
