import { useTranslation } from 'react-i18next';
import type { FormPage } from '../../../subjects/reporting/form-schema';
import { useRead } from '../../api';
import { ConflictNote } from '../../parts/conflict-note';
import { ErrorNote } from '../../parts/error-note';
import { figuresOf } from './form-lines';
import { type FormText, textOf } from './form-text';

type Props = {
  formId: string;
  by: string;
  mine: FormText;
  nameOf: (code: string) => string;
  isBusy: boolean;
  onKeepMine: (version: number) => void;
  onTakeTheirs: (form: FormPage) => void;
};

/** Somebody else changed the form meanwhile: what differs, and whose is to stay. */
export const FormConflict = ({ formId, by, mine, nameOf, isBusy, onKeepMine, onTakeTheirs }: Props) => {
  const { t } = useTranslation(['form-design', 'reporting']);
  const { data, error, refetch } = useRead('reporting.form', { formId }, { staleTime: 0 });
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data || data.version === mine.version) return null;
  const comma = t('form-design:comma');
  const words = (text: FormText): [label: string, said: string][] => [
    [t('form-design:field.name'), text.name],
    [t('form-design:field.frequency'), t(`reporting:frequency.${text.frequency}`)],
    [t('form-design:field.level'), t(`frame:unitKind.${text.level}`)],
    [t('form-design:field.tags'), text.tags.join(comma)],
    [t('form-design:field.minutes'), text.minutes],
    [t('form-design:field.guidance'), text.guidance],
    [t('reporting:timing.title'), `${text.timing.opens} / ${text.timing.due} / ${text.timing.locks}`],
    [t('form-design:field.validTo'), text.validTo],
    [
      t('form-design:figures.title'),
      figuresOf(text.lines)
        .map(({ code, section, mode, required }) =>
          [
            section,
            nameOf(code),
            mode === 'show' ? t('form-design:figures.how.show') : required ? '' : t('form-design:figures.how.optional'),
          ]
            .filter(Boolean)
            .join(' · '),
        )
        .join(comma),
    ],
    [t('form-design:checks.title'), text.checks.map(({ text: formula }) => formula).join(comma)],
  ];
  const theirs = words(textOf(data));
  return (
    <ConflictNote
      by={by}
      rows={words(mine)
        .map(([label, said], at) => ({ label, mine: said, theirs: theirs[at]![1] }))
        .filter(row => row.mine !== row.theirs)}
      busy={isBusy}
      onKeepMine={() => onKeepMine(data.version)}
      onTakeTheirs={() => onTakeTheirs(data)}
    />
  );
};
