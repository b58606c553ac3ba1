import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditPage } from '../../../subjects/audit/schema';
import type { SearchPatch } from '../../address';
import { operationName } from './operation-name';

type Filter = {
  from: string | undefined;
  to: string | undefined;
  userId: string | undefined;
  operation: string | undefined;
  kind: string | undefined;
  subjectId: string | undefined;
};

/** 时间, 人员, 操作, and the one thing that was asked for. */
export const AuditFilters = ({
  filter,
  page,
  onChange,
}: {
  filter: Filter;
  page: AuditPage | undefined;
  onChange: (patch: SearchPatch) => void;
}) => {
  const { t } = useTranslation('audit');
  const id = useId();
  const operations = page?.operations ?? [];
  const subjects = [...new Set(operations.map(name => name.split('.')[0]!))];
  return (
    <fieldset className="audit-filters no-print">
      <legend className="visually-hidden">{t('filter.label')}</legend>
      <label htmlFor={`${id}-from`}>
        {t('filter.from')}
        <input
          className="plain-input"
          id={`${id}-from`}
          type="date"
          value={filter.from ?? ''}
          max={filter.to}
          onChange={event => onChange({ from: event.target.value })}
        />
      </label>
      <label htmlFor={`${id}-to`}>
        {t('filter.to')}
        <input
          className="plain-input"
          id={`${id}-to`}
          type="date"
          value={filter.to ?? ''}
          min={filter.from}
          onChange={event => onChange({ to: event.target.value })}
        />
      </label>
      <label htmlFor={`${id}-user`}>
        {t('filter.user')}
        <select
          className="plain-input"
          id={`${id}-user`}
          value={filter.userId ?? ''}
          onChange={event => onChange({ user: event.target.value })}
        >
          <option value="">{t('filter.everybody')}</option>
          {page?.people.map(person => (
            <option key={person.id} value={person.id}>
              {person.name}
            </option>
          ))}
        </select>
      </label>
      <label htmlFor={`${id}-operation`}>
        {t('filter.operation')}
        <select
          className="plain-input"
          id={`${id}-operation`}
          value={filter.operation ?? ''}
          onChange={event => onChange({ operation: event.target.value })}
        >
          <option value="">{t('filter.everything')}</option>
          {subjects.map(subject => (
            <optgroup key={subject} label={t(`subject.${subject}`, { defaultValue: subject })}>
              <option value={subject}>{t('filter.whole', { subject: t(`subject.${subject}`, subject) })}</option>
              {operations
                .filter(name => name.startsWith(`${subject}.`))
                .map(name => (
                  <option key={name} value={name}>
                    {operationName(t, name)}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
      </label>
      {filter.subjectId && (
        <button type="button" className="audit-thing" onClick={() => onChange({ kind: null, thing: null })}>
          {t('filter.thing', { kind: t(`kind.${filter.kind}`, filter.kind ?? ''), id: filter.subjectId })}
          <span aria-hidden="true"> ×</span>
        </button>
      )}
    </fieldset>
  );
};
