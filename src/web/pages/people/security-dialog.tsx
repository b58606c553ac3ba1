import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SESSION_BOUNDS } from '../../../subjects/identity/rules/session-limits';
import type { Role } from '../../../subjects/org/schema';
import { type OutputOf, useRead, useWrite } from '../../api';
import { Dialog } from '../../parts/dialog';
import { ErrorNote } from '../../parts/error-note';
import { LinesSkeleton } from '../../parts/skeletons';
import { tell } from '../../parts/tell';
import { TextField } from '../../parts/text-field';
import '../account/account.css';
import { roleList } from './role-field';

/** 登录安全要求: how long sessions last, and who must have a second factor. */
export const SecurityDialog = ({ onClose }: { onClose: () => void }) => {
  const { t } = useTranslation('identity');
  const security = useRead('identity.security', {});
  return (
    <Dialog title={t('security.title')} onClose={onClose} width={520}>
      {security.error && <ErrorNote error={security.error} onRetry={() => void security.refetch()} />}
      {!security.data && !security.error && <LinesSkeleton lines={6} />}
      {security.data && <SecurityForm security={security.data} onClose={onClose} />}
    </Dialog>
  );
};

const SecurityForm = ({ security, onClose }: { security: OutputOf<'identity.security'>; onClose: () => void }) => {
  const { t } = useTranslation(['identity', 'frame']);
  const save = useWrite('identity.saveSecurity');
  const [idleHours, setIdleHours] = useState(String(security.idleHours));
  const [absoluteDays, setAbsoluteDays] = useState(String(security.absoluteDays));
  const [asked, setAsked] = useState<readonly Role[]>(security.secondFactorRoles);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(
      { idleHours: Number(idleHours), absoluteDays: Number(absoluteDays), secondFactorRoles: [...asked] },
      {
        onSuccess: ({ ended }) => {
          tell(ended > 0 ? t('security.savedEnded', { count: ended }) : t('security.saved'));
          onClose();
        },
      },
    );
  };
  return (
    <form className="dialog-form" onSubmit={submit}>
      <TextField
        label={t('security.idle')}
        hint={t('security.idleHint')}
        type="number"
        min={SESSION_BOUNDS.idleHours[0]}
        max={SESSION_BOUNDS.idleHours[1]}
        required
        value={idleHours}
        onValue={setIdleHours}
      />
      <TextField
        label={t('security.absolute')}
        hint={t('security.absoluteHint')}
        type="number"
        min={SESSION_BOUNDS.absoluteDays[0]}
        max={SESSION_BOUNDS.absoluteDays[1]}
        required
        value={absoluteDays}
        onValue={setAbsoluteDays}
      />
      <fieldset className="role-choices">
        <legend>{t('security.roles')}</legend>
        {roleList.map(role => (
          <label key={role}>
            <input
              type="checkbox"
              checked={asked.includes(role)}
              onChange={event =>
                setAsked(event.target.checked ? [...asked, role] : asked.filter(other => other !== role))
              }
            />{' '}
            {t(`frame:role.${role}`)}
          </label>
        ))}
      </fieldset>
      <p className="quiet">{t('security.rolesHint')}</p>
      <ErrorNote error={save.error} />
      <div className="dialog-actions">
        <Button onClick={onClose}>{t('security.cancel')}</Button>
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('security.save')}
        </Button>
      </div>
    </form>
  );
};
