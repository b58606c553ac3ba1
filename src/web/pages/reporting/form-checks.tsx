import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormPage } from '../../../subjects/reporting/form-schema';
import { useWrite } from '../../api';
import { ErrorNote } from '../../parts/error-note';
import { tell } from '../../parts/tell';
import { useEditing } from '../../parts/use-editing';
import { type CheckFault, faultsOf } from './check-faults';
import { type CheckDraft, CheckFields } from './check-fields';
import { formBodyOf } from './form-body';
import { formulaInWords } from './formula-in-words';

/** 审核关系: what has to hold between cells. A wrong formula is shown with its place. */
export const FormChecks = ({ form }: { form: FormPage }) => {
  const { t } = useTranslation('reporting');
  const { box, editing, setEditing } = useEditing<HTMLElement>();
  return (
    <section className="form-section" aria-labelledby="form-checks" ref={box}>
      <header>
        <h2 id="form-checks">{t('checks.title', { count: form.checks.length })}</h2>
        {form.mayKeep && !editing && <Button onClick={() => setEditing(true)}>{t('checks.edit')}</Button>}
      </header>
      {editing ? <EditChecks form={form} onDone={() => setEditing(false)} /> : <ShownChecks form={form} />}
    </section>
  );
};

const ShownChecks = ({ form }: { form: FormPage }) => {
  const { t } = useTranslation('reporting');
  if (form.checks.length === 0) return <p className="quiet">{t('checks.none')}</p>;
  return (
    <ul className="check-list">
      {form.checks.map(({ text, level, message }) => (
        <li key={text}>
          <p>
            <span className="check-level">{t(`checks.level.${level}`)}</span> {message}
          </p>
          <p>{formulaInWords(t, text, form.figures)}</p>
          <p className="quiet">
            <code>{text}</code>
          </p>
        </li>
      ))}
    </ul>
  );
};

const EditChecks = ({ form, onDone }: { form: FormPage; onDone: () => void }) => {
  const { t } = useTranslation('reporting');
  const save = useWrite('reporting.saveForm');
  const [checks, setChecks] = useState<CheckDraft[]>(() =>
    form.checks.map(({ text, level, message }, key) => ({ key, text, level, message })),
  );
  // A fault is of the text that was sent: what is typed since moves it away.
  const [faults, setFaults] = useState<ReadonlyMap<number, CheckFault[]>>(new Map());
  const change = (key: number, part: Partial<CheckDraft>) => {
    setChecks(checks.map(check => (check.key === key ? { ...check, ...part } : check)));
    if ('text' in part) setFaults(new Map([...faults].filter(([at]) => at !== key)));
  };
  const next = Math.max(0, ...checks.map(({ key }) => key)) + 1;
  const submit = () =>
    save.mutate(formBodyOf(form, { checks: checks.map(({ key: _, ...check }) => check) }), {
      onSuccess: () => {
        tell(t('checks.saved'));
        onDone();
      },
      onError: error => setFaults(faultsOf(error, checks)),
    });
  return (
    <form
      className="check-form"
      onSubmit={event => {
        event.preventDefault();
        submit();
      }}
    >
      {checks.map(check => (
        <CheckFields
          key={check.key}
          check={check}
          faults={faults.get(check.key) ?? []}
          figures={form.figures}
          onChange={part => change(check.key, part)}
          onRemove={() => setChecks(checks.filter(({ key }) => key !== check.key))}
        />
      ))}
      <p>
        <Button onClick={() => setChecks([...checks, { key: next, text: '', level: 'must-fix', message: '' }])}>
          {t('checks.add')}
        </Button>
      </p>
      {save.error && faults.size === 0 && <ErrorNote error={save.error} />}
      {faults.size > 0 && <p role="alert">{t('checks.wrong', { count: faults.size })}</p>}
      <div className="form-foot">
        <Button onClick={onDone}>{t('submit.cancel')}</Button>
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('checks.save')}
        </Button>
      </div>
    </form>
  );
};
