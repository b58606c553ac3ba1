import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '../../../subjects/org/schema';
import { useMe } from '../../me';

// The list of schema.ts by its type only: the file itself would bring zod into the browser.
const roles: Record<Role, true> = {
  liaison: true,
  county: true,
  reporter: true,
  supervisor: true,
  leader: true,
  assessor: true,
  auditor: true,
  administrator: true,
};

export const roleList = Object.keys(roles) as Role[];

/** 岗位角色, with what it may do; those that whoever is here may give. */
export const RoleField = ({ value, onChange }: { value: Role; onChange: (role: Role) => void }) => {
  const { t } = useTranslation(['org', 'frame']);
  const id = useId();
  const { grants } = useMe();
  return (
    <div className="text-field">
      <label htmlFor={id}>{t('org:role.label')}</label>
      <select id={id} value={value} onChange={event => onChange(event.target.value as Role)}>
        {roleList
          .filter(role => grants.includes(role))
          .map(role => (
            <option key={role} value={role}>
              {t(`frame:role.${role}`)}
            </option>
          ))}
      </select>
      <p className="quiet">{t(`org:role.${value}`)}</p>
    </div>
  );
};
