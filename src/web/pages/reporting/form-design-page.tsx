import { useTranslation } from 'react-i18next';
import { usePathId } from '../../address';
import { useRead } from '../../api';
import { BackLink } from '../../parts/back-link';
import { ErrorNote } from '../../parts/error-note';
import { PageHead } from '../../parts/page-head';
import { LinesSkeleton } from '../../parts/skeletons';
import { FormDesigner } from './form-designer';
import './reporting.css';
import './form-design.css';

/** A new form. */
export const NewFormPage = () => <DesignPage formId={null} />;

/** A form that is there, changed. */
export const FormDesignPage = () => {
  const formId = usePathId('formId');
  return <DesignPage key={formId} formId={formId} />;
};

const DesignPage = ({ formId }: { formId: string | null }) => {
  const { t } = useTranslation(['form-design', 'reporting']);
  const form = useRead('reporting.form', { formId: formId ?? '0' }, { enabled: formId !== null, staleTime: 0 });
  const figures = useRead('indicators.figures', { past: true });
  const error = form.error ?? figures.error;
  const isHere = (formId === null || form.data) && figures.data;
  return (
    <div className="page form-page">
      {form.data ? (
        <BackLink to={`/reporting/forms/${form.data.id}`}>{form.data.name}</BackLink>
      ) : (
        <BackLink to="/reporting/forms">{t('reporting:form.back')}</BackLink>
      )}
      <PageHead title={t(formId ? 'form-design:title' : 'form-design:titleNew')} sub={t('form-design:sub')} />
      {error && !isHere && (
        <ErrorNote
          error={error}
          onRetry={() => {
            if (form.error) void form.refetch();
            if (figures.error) void figures.refetch();
          }}
        />
      )}
      {!error && !isHere && <LinesSkeleton lines={12} />}
      {figures.data && (formId === null || form.data) && (
        <FormDesigner form={form.data ?? null} catalogue={figures.data} />
      )}
    </div>
  );
};
