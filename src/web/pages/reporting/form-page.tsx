import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FormPage as Form } from '../../../subjects/reporting/form-schema';
import { usePathId } from '../../address';
import { useRead } from '../../api';
import { BackLink } from '../../parts/back-link';
import { ErrorNote } from '../../parts/error-note';
import { PageHead } from '../../parts/page-head';
import { PageSkeleton } from '../../parts/skeletons';
import { FormChecks } from './form-checks';
import { FormTimingSection } from './form-timing';
import { FormWindows } from './form-windows';
import './reporting.css';

/** One form for those who keep it: its windows first, then what it asks, its checks and its days. */
export const FormPage = () => {
  const { t } = useTranslation('reporting');
  const formId = usePathId('formId');
  const navigate = useNavigate();
  const { data: form, error, refetch } = useRead('reporting.form', { formId }, { staleTime: 0 });
  if (!form && !error) return <PageSkeleton />;
  if (!form)
    return (
      <div className="page">
        <BackLink to="/reporting/forms">{t('form.back')}</BackLink>
        <PageHead title={t('forms.title')} />
        <ErrorNote error={error} onRetry={() => void refetch()} />
      </div>
    );
  return (
    <div className="page form-page">
      <BackLink to="/reporting/forms">{t('form.back')}</BackLink>
      <PageHead
        title={form.name}
        sub={
          <span className="fact-line">
            <span>
              {t(`frame:unitKind.${form.level}`)} · {t(`frequency.${form.frequency}`)}
            </span>
            {form.keeperName && <span>{t('entry.keeper', { unit: form.keeperName })}</span>}
            <span>{t('mine.cells', { count: form.cells, minutes: form.minutes })}</span>
            <span className="number">{form.code}</span>
          </span>
        }
      >
        {form.mayKeep && (
          <Button type="primary" onClick={() => void navigate({ to: `/reporting/forms/${form.id}/design` })}>
            {t('form.change')}
          </Button>
        )}
      </PageHead>
      {form.guidance && <p className="form-guidance">{form.guidance}</p>}
      <FormWindows form={form} />
      <Figures form={form} />
      <FormChecks form={form} />
      <FormTimingSection form={form} />
    </div>
  );
};

const Figures = ({ form }: { form: Form }) => {
  const { t } = useTranslation('reporting');
  const range = (low: string | null, high: string | null) => {
    if (low !== null && high !== null) return `${low} — ${high}`;
    return low !== null ? `≥ ${low}` : high !== null ? `≤ ${high}` : '';
  };
  return (
    <section className="form-section" aria-labelledby="form-figures">
      <h2 id="form-figures">{t('form.figures', { count: form.figures.length })}</h2>
      <table className="plain-table card-table">
        <thead>
          <tr>
            <th scope="col">{t('form.figure')}</th>
            <th scope="col">{t('form.section')}</th>
            <th scope="col">{t('form.unit')}</th>
            <th scope="col">{t('form.kind')}</th>
            <th scope="col">{t('form.categories')}</th>
            <th scope="col">{t('form.range')}</th>
            <th scope="col">{t('form.asked')}</th>
          </tr>
        </thead>
        <tbody>
          {form.figures.map(figure => (
            <tr key={figure.figureId}>
              <th scope="row">
                {figure.name}
                <p className="quiet number">{figure.code}</p>
              </th>
              <td data-label={t('form.section')}>{figure.section}</td>
              <td data-label={t('form.unit')}>{figure.unit}</td>
              <td data-label={t('form.kind')}>{t(`kind.${figure.kind}`)}</td>
              <td data-label={t('form.categories')}>{figure.categories.map(({ name }) => name).join('、')}</td>
              <td className="number" data-label={t('form.range')}>
                {range(figure.low, figure.high)}
              </td>
              <td data-label={t('form.asked')}>
                {figure.mode === 'show'
                  ? figure.askedIn
                    ? t('entry.shownFrom', { form: figure.askedIn.name })
                    : t('entry.shown')
                  : t(figure.required ? 'form.required' : 'form.optional')}
                {figure.changeLimit && <p className="quiet">{t('form.changeLimit', { limit: figure.changeLimit })}</p>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};
