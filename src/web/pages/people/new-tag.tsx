import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from '../../parts/text-field';

type Props = { known: readonly { tag: string; name: string }[]; onTag: (tag: string) => void };

/** A label by its name: a new one, or one in use of that name. */
export const NewTag = ({ known, onTag }: Props) => {
  const { t } = useTranslation('org');
  const [fresh, setFresh] = useState('');
  const add = () => {
    const text = fresh.trim();
    if (text) onTag(known.find(({ name }) => name === text)?.tag ?? text);
    setFresh('');
  };
  return (
    <div className="unit-tag-new">
      <TextField
        label={t('unit.newTag')}
        value={fresh}
        maxLength={40}
        onValue={setFresh}
        onKeyDown={event => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
          // A form around it is not sent by this.
          event.preventDefault();
          add();
        }}
      />
      <Button onClick={add} disabled={fresh.trim() === ''}>
        {t('unit.addTag')}
      </Button>
    </div>
  );
};
