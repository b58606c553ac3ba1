import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormPage } from '../../../subjects/reporting/form-schema';
import { useWrite } from '../../api';
import { ErrorNote } from '../../parts/error-note';
import { tell } from '../../parts/tell';
import { TextField } from '../../parts/text-field';
import { useEditing } from '../../parts/use-editing';
import { formBodyOf } from './form-body';

/** When the windows of a form open, are due and lock, in a sentence; and the three numbers. */
export const FormTimingSection = ({ form }: { form: FormPage }) => {
  const { t } = useTranslation('reporting');
  const { box, editing, setEditing } = useEditing<HTMLElement>();
  const { opens, due, locks } = form.timing;
  return (
    <section className="form-section" aria-labelledby="form-timing" ref={box}>
      <header>
        <h2 id="form-timing">{t('timing.title')}</h2>
        {form.mayKeep && !editing && <Button onClick={() => setEditing(true)}>{t('timing.edit')}</Button>}
      </header>
      {editing ? (
        <EditTiming form={form} onDone={() => setEditing(false)} />
      ) : (
        <p>
          {opens === 0
            ? t('timing.opensAtEnd')
            : t(opens < 0 ? 'timing.opensBefore' : 'timing.opensAfter', { count: Math.abs(opens) })}
          {t('timing.rest', { due, locks })}
        </p>
      )}
    </section>
  );
};

const FIELDS = [
  { name: 'opens', min: -366, max: 366 },
  { name: 'due', min: -60, max: 250 },
  { name: 'locks', min: 0, max: 250 },
] as const;

const EditTiming = ({ form, onDone }: { form: FormPage; onDone: () => void }) => {
  const { t } = useTranslation('reporting');
  const save = useWrite('reporting.saveForm');
  const [timing, setTiming] = useState({
    opens: String(form.timing.opens),
    due: String(form.timing.due),
    locks: String(form.timing.locks),
  });
  const submit = () => {
    const [opens, due, locks] = [Number(timing.opens), Number(timing.due), Number(timing.locks)];
    save.mutate(formBodyOf(form, { timing: { opens, due, locks } }), {
      onSuccess: () => {
        tell(t('timing.saved'));
        onDone();
      },
    });
  };
  return (
    <form
      className="timing-form"
      onSubmit={event => {
        event.preventDefault();
        submit();
      }}
    >
      {FIELDS.map(({ name, min, max }) => (
        <TextField
          key={name}
          type="number"
          required
          step={1}
          min={min}
          max={max}
          label={t(`timing.${name}`)}
          hint={t(`timing.${name}Hint`)}
          value={timing[name]}
          onValue={value => setTiming({ ...timing, [name]: value })}
        />
      ))}
      <ErrorNote error={save.error} />
      <div className="form-foot">
        <Button onClick={onDone}>{t('submit.cancel')}</Button>
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('timing.save')}
        </Button>
      </div>
    </form>
  );
};
