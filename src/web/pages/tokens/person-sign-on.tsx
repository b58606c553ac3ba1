import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SignOnState } from '../../../subjects/identity/federation/schema';
import { useRead, useWrite } from '../../api';
import { ErrorNote } from '../../parts/error-note';
import { tell } from '../../parts/tell';
import { TextField } from '../../parts/text-field';
import { useSignOnChoices } from '../../sign-on';
import { LinkList } from './link-list';

/** For the administrator: what other systems call a person, and the links there are. Nothing without single sign-on. */
export const PersonSignOn = ({ userId }: { userId: string }) => {
  const { t } = useTranslation('sign-on');
  const offered = useSignOnChoices().length > 0;
  const state = useRead('identity.links', { userId });
  if (state.error) return <ErrorNote error={state.error} onRetry={() => void state.refetch()} />;
  if (!state.data || (!offered && state.data.links.length === 0)) return null;
  return (
    <section aria-labelledby="person-sign-on" className="person-sign-on">
      <h3 id="person-sign-on">{t('links.title')}</h3>
      <NameForm key={state.data.signOnName} userId={userId} state={state.data} />
      <LinkList links={state.data.links} />
    </section>
  );
};

const NameForm = ({ userId, state }: { userId: string; state: SignOnState }) => {
  const { t } = useTranslation('sign-on');
  const [name, setName] = useState(state.signOnName ?? '');
  const save = useWrite('identity.setSignOnName');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ userId, name: name.trim() || null }, { onSuccess: () => tell(t('links.nameSaved')) });
  };
  return (
    <form className="sign-on-name" onSubmit={submit}>
      <TextField label={t('links.name')} hint={t('links.nameHint')} value={name} onValue={setName} maxLength={200} />
      <ErrorNote error={save.error} />
      <Button htmlType="submit" loading={save.isPending} disabled={name.trim() === (state.signOnName ?? '')}>
        {t('links.nameSave')}
      </Button>
    </form>
  );
};
