import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Series } from '../../../subjects/analysis/schema';
import { useRead } from '../../api';
import { useMe } from '../../me';
import { AwaitingNote } from '../../parts/awaiting-note';
import { periodName } from '../../parts/period-name';
import { Quantity } from '../../parts/quantity';
import { aimWords } from './aim-words';
import { dayWords } from './day-words';
import { ReadingSentence } from './reading-sentence';
import { shownValue } from './shown-value';
import { StatusWord } from './status-word';

/** The value, large, beside its target; and in one sentence how it stands. */
export const IndicatorHead = ({ series, form }: { series: Series; form: 'page' | 'drawer' }) => {
  const { t, i18n } = useTranslation('analysis');
  const me = useMe();
  const { indicator, target } = series;
  const last = series.whole.at(-1)!;
  const Heading = form === 'page' ? 'h1' : 'h2';
  return (
    <header className="indicator-head">
      {form === 'page' && <title>{`${indicator.name} · ${t('frame:product')}`}</title>}
      <Heading>{indicator.name}</Heading>
      <p className="quiet indicator-facts">
        <span>{t('page.code', { code: indicator.code })}</span>
        {indicator.leadUnitName && <span>{t('page.lead', { lead: indicator.leadUnitName })}</span>}
        {indicator.isPublic && me.can.settle && <PublicLink />}
      </p>
      <p className="indicator-value">
        <strong>
          <Quantity value={shownValue(last.value, indicator)} unit={indicator.unit} />
        </strong>
        <span className="quiet">{periodName(t, last.period)}</span>
        {target && <StatusWord status={target.status} />}
      </p>
      <p className="indicator-target">
        {target ? (
          <>
            {t('page.target', { aim: aimWords(target, indicator.unit) })}
            {t('page.due', { date: dayWords(target.dueOn, me.today, i18n.language) })}
            {target.strength === 'strive' && <span className="quiet"> {t('page.strive')}</span>}
          </>
        ) : (
          <span className="quiet">{t('page.noTarget')}</span>
        )}
      </p>
      <ReadingSentence series={series} />
      <AwaitingNote awaiting={series.awaiting} shown={series.isFirm ? last : null} lens={series.lens} />
    </header>
  );
};

const PublicLink = () => {
  const { t } = useTranslation('analysis');
  const me = useMe();
  const { data } = useRead('org.start', {}, { staleTime: 600_000 });
  const code = data?.tenants.find(({ name }) => name === me.tenant.name)?.code;
  if (!code) return null;
  return <Link to={`/public/${encodeURIComponent(code)}`}>{t('page.public')}</Link>;
};
