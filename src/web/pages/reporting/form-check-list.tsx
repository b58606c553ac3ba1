import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FormFigure } from '../../../subjects/reporting/form-schema';
import type { CheckFault } from './check-faults';
import { type CheckDraft, CheckFields } from './check-fields';

type Props = {
  checks: CheckDraft[];
  faults: ReadonlyMap<number, CheckFault[]>;
  figures: readonly FormFigure[];
  onChange: (checks: CheckDraft[]) => void;
};

/** What has to hold between cells, as it is typed; a wrong formula is told with its place. */
export const FormCheckList = ({ checks, faults, figures, onChange }: Props) => {
  const { t } = useTranslation(['form-design', 'reporting']);
  const next = Math.max(0, ...checks.map(({ key }) => key)) + 1;
  return (
    <section className="form-section" aria-labelledby="design-checks">
      <h2 id="design-checks">{t('reporting:checks.title', { count: checks.length })}</h2>
      <p className="quiet">{t('form-design:checks.how')}</p>
      {checks.map(check => (
        <CheckFields
          key={check.key}
          check={check}
          faults={faults.get(check.key) ?? []}
          figures={figures}
          onChange={part => onChange(checks.map(one => (one.key === check.key ? { ...one, ...part } : one)))}
          onRemove={() => onChange(checks.filter(({ key }) => key !== check.key))}
        />
      ))}
      <p className="design-add">
        <Button onClick={() => onChange([...checks, { key: next, text: '', level: 'must-fix', message: '' }])}>
          {t('reporting:checks.add')}
        </Button>
      </p>
    </section>
  );
};
