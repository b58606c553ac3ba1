import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '../../../subjects/org/schema';
import { useWrite } from '../../api';
import { Dialog } from '../../parts/dialog';
import { ErrorNote } from '../../parts/error-note';
import { TextField } from '../../parts/text-field';
import { UnitPicker } from '../../parts/unit-picker';
import { HandOverLink } from './hand-over-link';
import { RoleField } from './role-field';

/** An invitation: a name, a login, a post; the answer is a link to hand over. */
export const InviteDialog = ({ unitId: first, onClose }: { unitId: string | null; onClose: () => void }) => {
  const { t } = useTranslation('org');
  const [name, setName] = useState('');
  const [login, setLogin] = useState('');
  const [role, setRole] = useState<Role>('liaison');
  const [unitId, setUnitId] = useState(first);
  const invite = useWrite('org.invite');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (unitId) invite.mutate({ name: name.trim(), login: login.trim(), role, unitId });
  };
  if (invite.data)
    return (
      <Dialog title={t('people.invite')} onClose={onClose}>
        <HandOverLink
          label={t('people.link', { name })}
          hint={t('people.linkHint')}
          link={new URL(invite.data.link, location.origin).href}
        />
        <div className="dialog-actions">
          <Button onClick={invite.reset}>{t('people.inviteMore')}</Button>
          <Button type="primary" onClick={onClose}>
            {t('people.ready')}
          </Button>
        </div>
      </Dialog>
    );
  return (
    <Dialog title={t('people.invite')} onClose={onClose}>
      <form className="dialog-form" onSubmit={submit}>
        <TextField label={t('people.name')} value={name} onValue={setName} required maxLength={50} autoFocus />
        <TextField
          label={t('people.login')}
          hint={t('start.own.hint.login')}
          value={login}
          onValue={setLogin}
          required
          minLength={2}
          maxLength={40}
          pattern="[A-Za-z0-9._\-]+"
        />
        <div>
          <span className="field-label">{t('people.unit')}</span>
          <UnitPicker label={t('people.unit')} value={unitId} onChange={setUnitId} />
        </div>
        <RoleField value={role} onChange={setRole} />
        <ErrorNote error={invite.error} />
        <div className="dialog-actions">
          <Button onClick={onClose}>{t('people.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={invite.isPending} disabled={!unitId}>
            {t('people.makeLink')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
