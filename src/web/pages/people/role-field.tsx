import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '../../../subjects/org/schema';

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

/** 岗位角色, with what it may do. */
export const RoleField = ({ value, onChange }: { value: Role; onChange: (role: Role) => void }) => {
  const { t } = useTranslation(['org', 'frame']);
  const id = useId();
  return (
    <div className="text-field">
      <label htmlFor={id}>{t('org:role.label')}</label>
      <select id={id} value={value} onChange={event => onChange(event.target.value as Role)}>
        {roleList.map(role => (
          <option key={role} value={role}>
            {t(`frame:role.${role}`)}
          </option>
        ))}
      </select>
      <p className="quiet">{t(`org:role.${value}`)}</p>
    </div>
  );
};
