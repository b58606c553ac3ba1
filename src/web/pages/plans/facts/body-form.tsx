import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ResponsibilityRole } from '../../../../compiler/ledger';

export const NAMES_LIST = 'settle-names';

/** 由谁负责: a name, known or new, and its role. */
export const BodyForm = ({ onChoose }: { onChoose: (name: string, role: ResponsibilityRole) => void }) => {
  const { t } = useTranslation('plans');
  const [name, setName] = useState('');
  const choose = (role: ResponsibilityRole) => {
    const written = name.trim();
    if (!written) return;
    setName('');
    onChoose(written, role);
  };
  return (
    <form
      className="body-form"
      onSubmit={event => {
        event.preventDefault();
        choose('lead');
      }}
    >
      <input
        className="cell framed"
        value={name}
        list={NAMES_LIST}
        aria-label={t('body.name')}
        placeholder={t('body.placeholder')}
        autoComplete="off"
        onChange={event => setName(event.target.value)}
      />
      <button type="submit" className="quiet-button" disabled={!name.trim()}>
        {t('role.lead')}
      </button>
      <button type="button" className="quiet-button" disabled={!name.trim()} onClick={() => choose('assist')}>
        {t('role.assist')}
      </button>
      <button type="button" className="quiet-button" disabled={!name.trim()} onClick={() => choose('responsible')}>
        {t('role.responsible')}
      </button>
    </form>
  );
};
