import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountState } from '../../../subjects/identity/schema';
import { useWrite } from '../../api';
import { TimeText } from '../../parts/date-text';
import { ErrorNote } from '../../parts/error-note';
import { NewPasswordField } from '../../parts/new-password-field';
import { tell } from '../../parts/tell';
import { TextField } from '../../parts/text-field';

/** 修改密码: with the present one, where there is one. */
export const PasswordForm = ({ state, login }: { state: AccountState; login: string }) => {
  const { t } = useTranslation(['identity', 'org']);
  const change = useWrite('identity.changePassword');
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate(
      { current, next },
      {
        onSuccess: () => {
          setCurrent('');
          setNext('');
          tell(t('identity:mine.changed'));
        },
      },
    );
  };
  return (
    <section aria-labelledby="mine-password">
      <h2 id="mine-password">{t('identity:mine.password')}</h2>
      <p className="quiet">
        {state.passwordChangedAt ? (
          <>
            {t('identity:mine.changedAt')} <TimeText at={state.passwordChangedAt} />
            {' · '}
          </>
        ) : (
          !state.hasPassword && <>{t('identity:mine.neverChosen')} </>
        )}
        {t('identity:mine.others')}
      </p>
      <form className="mine-form" onSubmit={submit}>
        {/* For the browser's own keeper of passwords. */}
        <input type="text" name="username" autoComplete="username" value={login} readOnly hidden />
        {state.hasPassword && (
          <TextField
            label={t('org:mine.current')}
            type="password"
            autoComplete="current-password"
            required
            value={current}
            onValue={setCurrent}
          />
        )}
        <NewPasswordField
          label={t('org:mine.next')}
          hasFactor={state.secondFactor !== null}
          value={next}
          onValue={setNext}
        />
        <ErrorNote error={change.error} />
        <div>
          <Button htmlType="submit" loading={change.isPending}>
            {t('org:mine.change')}
          </Button>
        </div>
      </form>
    </section>
  );
};
