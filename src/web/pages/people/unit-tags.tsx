import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRead } from '../../api';
import { ErrorNote } from '../../parts/error-note';
import { LinesSkeleton } from '../../parts/skeletons';
import { TextField } from '../../parts/text-field';

type Props = { tags: readonly string[]; onChange: (tags: string[]) => void };

/** 单位标签: those in use to tick, and a new one by its name. */
export const UnitTags = ({ tags, onChange }: Props) => {
  const { t } = useTranslation('org');
  const { data, error, refetch } = useRead('reporting.unitTags', {});
  const [fresh, setFresh] = useState('');
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <LinesSkeleton lines={2} />;
  const known = data.map(({ tag, name }) => ({ tag, name }));
  const made = tags.filter(tag => !known.some(one => one.tag === tag)).map(tag => ({ tag, name: tag }));
  const toggle = (tag: string, isOn: boolean) =>
    onChange(isOn ? [...new Set([...tags, tag])] : tags.filter(one => one !== tag));
  const add = () => {
    const text = fresh.trim();
    if (text) toggle(known.find(({ name }) => name === text)?.tag ?? text, true);
    setFresh('');
  };
  return (
    <fieldset className="unit-tags">
      <legend className="field-label">{t('unit.tags')}</legend>
      {[...known, ...made].map(({ tag, name }) => (
        <label key={tag}>
          <input type="checkbox" checked={tags.includes(tag)} onChange={({ target }) => toggle(tag, target.checked)} />
          {name}
        </label>
      ))}
      <div className="unit-tag-new">
        <TextField
          label={t('unit.newTag')}
          value={fresh}
          maxLength={40}
          onValue={setFresh}
          onKeyDown={event => {
            if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
            // The form around it is not sent by this.
            event.preventDefault();
            add();
          }}
        />
        <Button onClick={add} disabled={fresh.trim() === ''}>
          {t('unit.addTag')}
        </Button>
      </div>
      <p className="quiet">{t('unit.hint.tags')}</p>
    </fieldset>
  );
};
