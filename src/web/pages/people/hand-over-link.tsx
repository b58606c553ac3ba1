import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from '../../parts/text-field';

/** A link for one person, shown once, to be copied and handed over. */
export const HandOverLink = ({ label, hint, link }: { label: string; hint: string; link: string }) => {
  const { t } = useTranslation('org');
  const [copied, setCopied] = useState(false);
  return (
    <>
      <TextField
        label={label}
        hint={hint}
        value={link}
        onValue={() => {}}
        readOnly
        onFocus={event => event.target.select()}
      />
      <p role="status">{copied ? t('people.copied') : ''}</p>
      <Button
        onClick={() =>
          void navigator.clipboard?.writeText(link).then(
            () => setCopied(true),
            () => {},
          )
        }
      >
        {t('people.copy')}
      </Button>
    </>
  );
};
