import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ValueFormat, valueFormats } from '../../../subjects/exchange/schema';
import type { FormRow } from '../../../subjects/reporting/form-schema';
import type { LensName } from '../../../subjects/reporting/schema';
import { downloadUrl, useRead } from '../../api';
import { ErrorNote } from '../../parts/error-note';
import { periodName } from '../../parts/period-name';
import { SelectField } from '../../parts/select-field';
import { LinesSkeleton } from '../../parts/skeletons';

const lensNames: readonly LensName[] = ['accepted', 'approved', 'submitted'];

/** A form's values of some periods as a file that can be brought in again. */
export const ExportPanel = () => {
  const { t } = useTranslation('exchange');
  const { data, error, refetch } = useRead('reporting.forms', {});
  return (
    <section aria-labelledby="exchange-export">
      <h2 id="exchange-export">{t('export.title')}</h2>
      <p className="quiet">{t('export.lead')}</p>
      {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <LinesSkeleton lines={2} />}
      {data?.length === 0 && <p className="quiet">{t('export.noForms')}</p>}
      {data && data.length > 0 && <ExportForm forms={data} />}
    </section>
  );
};

const ExportForm = ({ forms }: { forms: FormRow[] }) => {
  const { t } = useTranslation(['exchange', 'reporting']);
  const [formId, setFormId] = useState(forms[0]!.id);
  const [span, setSpan] = useState<{ from?: string; to?: string }>({});
  const [lens, setLens] = useState<LensName>('accepted');
  const [format, setFormat] = useState<ValueFormat>('xlsx');
  const { data, error } = useRead('reporting.windows', { formId });
  const periods = (data?.windows ?? []).map(({ period }) => period).sort();
  const last = periods.at(-1);
  const known = (period: string | undefined) => (period && periods.includes(period) ? period : undefined);
  const from = known(span.from) ?? last;
  const to = known(span.to) ?? last;
  const choices = periods.toReversed().map(period => ({ value: period, text: periodName(t as never, period) }));
  const isReady = from !== undefined && to !== undefined && from <= to;
  return (
    <>
      <div className="exchange-form">
        <SelectField
          label={t('exchange:export.form')}
          value={formId}
          options={forms.map(({ id, name }) => ({ value: id, text: name }))}
          onValue={setFormId}
        />
        <SelectField
          label={t('exchange:export.from')}
          value={from ?? ''}
          options={choices}
          onValue={chosen => setSpan({ ...span, from: chosen })}
        />
        <SelectField
          label={t('exchange:export.to')}
          value={to ?? ''}
          options={choices}
          onValue={chosen => setSpan({ ...span, to: chosen })}
        />
        <SelectField
          label={t('exchange:export.lens')}
          value={lens}
          options={lensNames.map(name => ({ value: name, text: t(`exchange:export.lensOf.${name}`) }))}
          onValue={setLens}
        />
        <SelectField
          label={t('exchange:export.format')}
          value={format}
          options={valueFormats.map(name => ({ value: name, text: t(`exchange:export.formatOf.${name}`) }))}
          onValue={setFormat}
        />
      </div>
      <ErrorNote error={error} />
      {data && periods.length === 0 && <p className="quiet">{t('exchange:export.noPeriods')}</p>}
      {from !== undefined && to !== undefined && from > to && <p role="alert">{t('exchange:export.backwards')}</p>}
      <Button
        disabled={!isReady}
        {...(isReady
          ? { href: downloadUrl('exchange.values', { formId, from, to, lens, format }), download: true }
          : {})}
      >
        {t('exchange:export.take')}
      </Button>
    </>
  );
};
