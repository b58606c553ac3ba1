import { useTranslation } from 'react-i18next';
import type { FormChange, TagChanges } from './tag-changes';

type Props = {
  picked: number;
  /** A label is to be given or taken. */
  isAsked: boolean;
  changes: TagChanges;
};

/** What will be, in sentences; until units and labels are chosen, what is still to choose. */
export const TagEffects = ({ picked, isAsked, changes }: Props) => {
  const { t } = useTranslation('org');
  const { changed, same, forms } = changes;
  const said = () => {
    if (picked === 0) return [t('tags.chooseUnits')];
    if (!isAsked) return [t('tags.chooseTags')];
    return [
      changed.length > 0 ? t('tags.changed', { count: changed.length }) : t('tags.unchanged'),
      ...(changed.length > 0 && same > 0 ? [t('tags.same', { count: same })] : []),
      ...forms.flatMap(one => formSentences(t, one)),
      ...(changed.length > 0 && forms.length === 0 ? [t('tags.noForm')] : []),
    ];
  };
  return (
    <section className="reform-preview" aria-label={t('tags.effects')} aria-live="polite">
      <h3>{t('tags.effects')}</h3>
      <ul>
        {said().map(sentence => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  );
};

const formSentences = (
  t: ReturnType<typeof useTranslation<'org'>>['t'],
  { form, more, fewer }: FormChange,
): string[] => {
  const name = form.name === null ? t('tags.someForm', { id: form.id }) : t('tags.form', { name: form.name });
  return [
    ...(more > 0 ? [t('tags.more', { form: name, count: more })] : []),
    ...(fewer > 0 ? [t('tags.fewer', { form: name, count: fewer })] : []),
  ];
};
