import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWrite } from '../../api';
import { Dialog } from '../../parts/dialog';
import { ErrorNote } from '../../parts/error-note';
import { TextField } from '../../parts/text-field';
import { scopeParts } from './scope-names';
import { TokenOnce } from './token-once';

const LIVES = [7, 30, 90, 180, 365];

/** What the token is for, how far it reaches, how long it lives; then the token itself, this once. */
export const NewTokenDialog = ({ hasPassword, onClose }: { hasPassword: boolean; onClose: () => void }) => {
  const { t } = useTranslation('sign-on');
  const [name, setName] = useState('');
  const [some, setSome] = useState(false);
  const [parts, setParts] = useState<readonly string[]>(['tasks']);
  const [days, setDays] = useState(90);
  const [password, setPassword] = useState('');
  const create = useWrite('identity.createToken');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate({ name: name.trim(), scopes: some ? [...parts] : ['read'], days, password });
  };
  if (create.data) return <TokenOnce token={create.data.token} onClose={onClose} />;
  return (
    <Dialog title={t('tokens.create')} onClose={onClose} width={480}>
      <form className="dialog-form" onSubmit={submit}>
        <TextField
          label={t('tokens.name')}
          hint={t('tokens.nameHint')}
          value={name}
          onValue={setName}
          required
          maxLength={60}
          autoFocus
        />
        <fieldset className="token-scopes">
          <legend className="field-label">{t('tokens.scopes')}</legend>
          <label>
            <input type="radio" name="scope" checked={!some} onChange={() => setSome(false)} />
            <span>{t('tokens.scope.read')}</span>
          </label>
          <label>
            <input type="radio" name="scope" checked={some} onChange={() => setSome(true)} />
            <span>{t('tokens.scope.some')}</span>
          </label>
          {some && (
            <div className="token-parts">
              {scopeParts.map(part => (
                <label key={part}>
                  <input
                    type="checkbox"
                    checked={parts.includes(part)}
                    onChange={({ target }) =>
                      setParts(target.checked ? [...parts, part] : parts.filter(one => one !== part))
                    }
                  />
                  <span>{t(`tokens.scopeShort.${part}`)}</span>
                </label>
              ))}
            </div>
          )}
        </fieldset>
        <div className="text-field">
          <label htmlFor="token-days">{t('tokens.days')}</label>
          <select id="token-days" value={days} onChange={event => setDays(Number(event.target.value))}>
            {LIVES.map(count => (
              <option key={count} value={count}>
                {t('tokens.daysCount', { count })}
              </option>
            ))}
          </select>
        </div>
        {hasPassword && (
          <TextField
            label={t('tokens.password')}
            type="password"
            autoComplete="current-password"
            required
            value={password}
            onValue={setPassword}
          />
        )}
        <ErrorNote error={create.error} />
        <div className="dialog-actions">
          <Button onClick={onClose}>{t('tokens.cancel')}</Button>
          <Button
            type="primary"
            htmlType="submit"
            loading={create.isPending}
            disabled={name.trim() === '' || (some && parts.length === 0)}
          >
            {t('tokens.make')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
