import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { type FormEvent, useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FiguresPage } from '../../../subjects/indicators/definitions/schema';
import type { FormPage } from '../../../subjects/reporting/form-schema';
import { useWrite } from '../../api';
import { useMe } from '../../me';
import { Dialog } from '../../parts/dialog';
import { ErrorNote } from '../../parts/error-note';
import { tell } from '../../parts/tell';
import { useDraft } from '../../parts/use-draft';
import { FigureDetail } from '../definitions/figure-detail';
import { FormBasics } from './form-basics';
import { FormCheckList } from './form-check-list';
import { FormConflict } from './form-conflict';
import { FormEffects, isFelt } from './form-effects';
import { FormFigureList } from './form-figure-list';
import { FormFigurePicker } from './form-figure-picker';
import { sectionsOf, withFigure } from './form-lines';
import { FormPreview } from './form-preview';
import { askedElsewhere, figuresDrawn, previewPage } from './form-preview-page';
import { blankText, type FormText, missingIn, saveInputOf, textOf } from './form-text';
import { useFormCheck } from './use-form-check';

type Props = { form: FormPage | null; catalogue: FiguresPage };

/** 报表设计: what is typed stays in this browser until it is saved, and is looked at after every pause. */
export const FormDesigner = ({ form, catalogue }: Props) => {
  const { t } = useTranslation(['form-design', 'reporting']);
  const { today, posts } = useMe();
  const navigate = useNavigate();
  const formId = form?.id ?? null;
  const [initial] = useState<FormText>(() =>
    form ? textOf(form) : blankText(posts.find(({ role }) => role === 'liaison')?.unitId ?? null),
  );
  const draft = useDraft<FormText>(`form-design.${formId ?? 'new'}`, initial);
  const { value: text } = draft;
  const change = (patch: Partial<FormText>) => draft.set(before => ({ ...before, ...patch }));
  const known = useMemo(() => new Map(catalogue.figures.map(figure => [figure.code, figure])), [catalogue]);
  const check = useFormCheck(text, formId);
  const save = useWrite('reporting.saveForm');
  const [letGo, setLetGo] = useState<string[]>([]);
  const [tried, setTried] = useState(false);
  const [opened, setOpened] = useState<string | null>(null);
  // A large form is drawn when there is time: typing goes before.
  const seen = useDeferredValue(text);
  const drawn = useMemo(() => figuresDrawn(seen, known, formId), [seen, known, formId]);
  const page = useMemo(() => previewPage(seen, drawn, check.data, today), [seen, drawn, check.data, today]);

  const missing = missingIn(text);
  const wrong = check.faults.size;
  const felt = (check.data?.inUse?.leaving ?? []).filter(isFelt).filter(({ code }) => !letGo.includes(code));
  const isHeld = missing.length > 0 || wrong > 0 || check.figureFaults.size > 0 || felt.length > 0;
  const store = (version: number | null) =>
    save.mutate(saveInputOf(text, formId, version, letGo), {
      onSuccess: ({ formId: savedId }) => {
        draft.clear();
        tell(t('form-design:saved', { name: text.name.trim() }));
        void navigate({ to: `/reporting/forms/${savedId}` });
      },
    });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!isHeld) store(text.version);
    else document.querySelector<HTMLElement>('.form-design [aria-invalid="true"]')?.focus();
  };
  const add = (code: string, mode: 'ask' | 'show', section: string) =>
    draft.set(before => ({
      ...before,
      lines: withFigure(before.lines, { kind: 'figure', key: code, mode, required: true, changeLimit: '' }, section),
    }));
  const conflict = save.error?.code === 'changed-meanwhile' ? save.error : null;
  const shown = opened === null || opened === NEW ? null : (known.get(opened) ?? null);
  return (
    <>
      <form className="form-design" onSubmit={submit} noValidate>
        {draft.restored && (
          <p className="entry-bar no-print" role="status">
            {t('form-design:restored')}{' '}
            <Button
              size="small"
              onClick={() => {
                draft.clear();
                save.reset();
              }}
            >
              {t('form-design:discard')}
            </Button>
          </p>
        )}
        <FormBasics text={text} isNew={form === null} checked={check.data} onChange={change} />
        <section className="form-section" aria-labelledby="design-figures">
          <h2 id="design-figures">{t('reporting:form.figures', { count: drawn.length })}</h2>
          <p className="quiet">{t('form-design:figures.lead')}</p>
          <div className="design-columns">
            <FormFigureList
              lines={text.lines}
              figures={known}
              faults={check.figureFaults}
              onChange={lines => change({ lines })}
              onOpen={setOpened}
            />
            <FormFigurePicker
              text={text}
              formId={formId}
              figures={catalogue.figures}
              today={today}
              onAdd={(figure, section) =>
                add(figure.code, askedElsewhere(figure, text, formId) ? 'show' : 'ask', section)
              }
              onNew={catalogue.maySave ? () => setOpened(NEW) : null}
            />
          </div>
        </section>
        <FormCheckList
          checks={text.checks}
          faults={check.faults}
          figures={drawn}
          onChange={checks => change({ checks })}
        />
        <section className="form-section" aria-labelledby="design-preview">
          <h2 id="design-preview">{t('form-design:preview.title')}</h2>
          {drawn.length === 0 ? (
            <p className="quiet">{t('form-design:preview.none')}</p>
          ) : (
            <>
              <p className="quiet">{t('form-design:preview.lead')}</p>
              <FormPreview page={page} />
            </>
          )}
        </section>
        {form && check.data && (
          <FormEffects
            form={form}
            text={text}
            checked={check.data}
            figures={known}
            letGo={letGo}
            onLetGo={(code, may) => setLetGo(before => (may ? [...before, code] : before.filter(one => one !== code)))}
          />
        )}
        <ErrorNote error={check.error ?? (conflict ? null : save.error)} />
        {conflict && formId && (
          <FormConflict
            formId={formId}
            by={String(conflict.detail.by ?? '')}
            mine={text}
            nameOf={code => known.get(code)?.name ?? code}
            isBusy={save.isPending}
            onKeepMine={version => {
              change({ version });
              store(version);
            }}
            onTakeTheirs={theirs => {
              draft.set(textOf(theirs));
              save.reset();
            }}
          />
        )}
        <div className="form-foot design-foot no-print">
          <p role={tried ? 'alert' : undefined} className="quiet">
            {tried &&
              [
                missing.length > 0 &&
                  t('form-design:missing', {
                    what: missing.map(name => t(`form-design:missingOf.${name}`)).join(t('form-design:comma')),
                  }),
                wrong > 0 && t('reporting:checks.wrong', { count: wrong }),
                check.figureFaults.size > 0 && t('form-design:figuresWrong', { count: check.figureFaults.size }),
                felt.length > 0 && t('form-design:feltFirst', { count: felt.length }),
              ]
                .filter(Boolean)
                .join(' ')}
          </p>
          <Button onClick={() => void navigate({ to: formId ? `/reporting/forms/${formId}` : '/reporting/forms' })}>
            {t('form-design:leave')}
          </Button>
          <Button type="primary" htmlType="submit" loading={save.isPending}>
            {t('form-design:save')}
          </Button>
        </div>
      </form>
      {/* Beside the form, not in it: a dialog has a form of its own. */}
      {opened !== null && (opened === NEW || shown) && (
        <Dialog title={t('form-design:definition')} onClose={() => setOpened(null)}>
          <FigureDetail
            figure={shown}
            maySave={catalogue.maySave}
            onClose={() => setOpened(null)}
            onSaved={code => opened === NEW && add(code, 'ask', sectionsOf(text.lines).at(-1)?.key ?? '')}
          />
        </Dialog>
      )}
    </>
  );
};

/** In place of a code: a figure that is yet to be defined. */
const NEW = '';
