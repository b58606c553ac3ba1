import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Series } from '../../../subjects/analysis/schema';
import { useRead } from '../../api';
import { FormulaText } from './formula-text';
import './indicator-definition.css';

/** 含义和算法: what is counted, in words and with the codes. */
export const IndicatorDefinition = ({ series: { indicator } }: { series: Series }) => {
  const { t } = useTranslation('analysis');
  const { data } = useRead('indicators.definition', { indicatorId: indicator.id }, { keep: true });
  const figures = indicator.figures.map(figure => ({
    ...figure,
    categories: data?.figures.find(({ code }) => code === figure.code)?.categories ?? [],
  }));
  return (
    <section className="indicator-section" aria-label={t('section.definition')}>
      <h2>{t('section.definition')}</h2>
      <dl className="definition">
        {indicator.meaning && (
          <>
            <dt>{t('definition.meaning')}</dt>
            <dd>{indicator.meaning}</dd>
          </>
        )}
        <dt>{t('definition.formula')}</dt>
        <dd className="formula-line">
          <FormulaText formula={indicator.numerator} figures={figures} />
          {indicator.denominator && (
            <>
              <span aria-hidden="true">÷</span>
              <span className="visually-hidden">{t('definition.over')}</span>
              <FormulaText formula={indicator.denominator} figures={figures} />
              {indicator.unit === '%' && <span>{t('definition.times')}</span>}
            </>
          )}
        </dd>
        <dt>{t('definition.aggregation')}</dt>
        <dd>{t(`definition.aggregationOf.${indicator.aggregation}`)}</dd>
        <dt>{t('definition.directionName')}</dt>
        <dd>{t(`definition.direction.${indicator.direction}`)}</dd>
        {indicator.source && (
          <>
            <dt>{t('definition.source')}</dt>
            <dd>{indicator.source}</dd>
          </>
        )}
        <dt>{t('definition.figures')}</dt>
        <dd>
          <ul>
            {figures.map(({ code, name, unit, kind }) => (
              <li key={code}>
                <code>{code}</code> {name}
                <span className="quiet">
                  {t('definition.facts', { unit: unit || '—', kind: t(`definition.kind.${kind}`) })}
                </span>
              </li>
            ))}
          </ul>
        </dd>
      </dl>
      <p className="no-print">
        <Link to="/definitions" search={{ open: indicator.id } as never}>
          {t('definition.open')}
        </Link>
      </p>
    </section>
  );
};
