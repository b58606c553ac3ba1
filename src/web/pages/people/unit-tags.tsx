import { useTranslation } from 'react-i18next';
import { useRead } from '../../api';
import { ErrorNote } from '../../parts/error-note';
import { LinesSkeleton } from '../../parts/skeletons';
import { NewTag } from './new-tag';

type Props = { tags: readonly string[]; onChange: (tags: string[]) => void };

/** 单位标签: those in use to tick, and a new one by its name. */
export const UnitTags = ({ tags, onChange }: Props) => {
  const { t } = useTranslation('org');
  const { data, error, refetch } = useRead('reporting.unitTags', {});
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <LinesSkeleton lines={2} />;
  const known = data.map(({ tag, name }) => ({ tag, name }));
  const made = tags.filter(tag => !known.some(one => one.tag === tag)).map(tag => ({ tag, name: tag }));
  const toggle = (tag: string, isOn: boolean) =>
    onChange(isOn ? [...new Set([...tags, tag])] : tags.filter(one => one !== tag));
  return (
    <fieldset className="unit-tags">
      <legend className="field-label">{t('unit.tags')}</legend>
      {[...known, ...made].map(({ tag, name }) => (
        <label key={tag}>
          <input type="checkbox" checked={tags.includes(tag)} onChange={({ target }) => toggle(tag, target.checked)} />
          {name}
        </label>
      ))}
      <NewTag known={known} onTag={tag => toggle(tag, true)} />
      <p className="quiet">{t('unit.hint.tags')}</p>
    </fieldset>
  );
};
