import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DefinitionPage } from '../../../subjects/indicators/definitions/schema';
import { useRead } from '../../api';
import { DateText } from '../../parts/date-text';
import { ErrorNote } from '../../parts/error-note';
import { LinesSkeleton } from '../../parts/skeletons';
import { IndicatorForm } from './indicator-form';
import { LinkTo } from './link-to';
import { SimilarList } from './similar-list';
import { validityWords } from './validity';

type Props = { indicatorId: string | null; onOpen: (id: string) => void; onClose: () => void };

/** One indicator: how it is worked out, where it is used, what plans call it; changed in place. */
export const IndicatorDetail = ({ indicatorId, onOpen, onClose }: Props) => {
  const { data, error, refetch } = useRead(
    'indicators.definition',
    { indicatorId: indicatorId ?? '0' },
    { enabled: indicatorId !== null, staleTime: 0 },
  );
  const [editing, setEditing] = useState(false);
  if (indicatorId === null) return <IndicatorForm page={null} onDone={onOpen} onCancel={onClose} />;
  if (error && !data) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <LinesSkeleton lines={8} />;
  if (editing)
    return (
      <IndicatorForm
        key={data.version}
        page={data}
        onDone={() => setEditing(false)}
        onCancel={() => setEditing(false)}
      />
    );
  return <Shown page={data} onEdit={() => setEditing(true)} onOpen={onOpen} />;
};

type ShownProps = { page: DefinitionPage; onEdit: () => void; onOpen: (id: string) => void };

const Shown = ({ page, onEdit, onOpen }: ShownProps) => {
  const { t } = useTranslation(['definitions', 'reporting']);
  const facts: [string, string | null][] = [
    ['unit', page.unit],
    ['meaning', page.meaning],
    ['aggregation', t(`definitions:aggregation.${page.aggregation}`)],
    ['direction', t(`definitions:direction.${page.direction}`)],
    ['frequency', page.frequency && t(`reporting:frequency.${page.frequency}`)],
    ['level', page.level && t(`frame:unitKind.${page.level}`)],
    ['eachLevel', page.eachLevel && t(`frame:unitKind.${page.eachLevel}`)],
    ['decimals', String(page.decimals)],
    ['lead', page.leadUnitName],
    ['validity', validityWords(t, page)],
    ['public', page.isPublic ? t('definitions:isPublic') : null],
    ['source', page.source],
    ['aliases', page.aliases.join(t('definitions:comma'))],
  ];
  return (
    <>
      <h2>{page.name}</h2>
      <p className="quiet">{page.code ?? t('definitions:onlyPlanNames')}</p>
      {page.maySave && (
        <p>
          <Button size="small" onClick={onEdit}>
            {page.code === null ? t('definitions:define') : t('definitions:edit')}
          </Button>
        </p>
      )}
      <h3>{t('definitions:formula.title')}</h3>
      {page.reads ? (
        <>
          <p className="formula-words">{page.reads}</p>
          <p>
            <code>{page.numerator}</code>
            {page.denominator && (
              <>
                {' ÷ '}
                <code>{page.denominator}</code>
              </>
            )}
          </p>
          <ul className="definition-list">
            {page.figures.map(figure => (
              <li key={figure.id}>
                {figure.name} <span className="quiet">{figure.code}</span>
                <p className="quiet">
                  {t(`definitions:kind.${figure.kind}`)} · {figure.unit || '—'}
                  {figure.forms.length > 0 &&
                    ` · ${t('definitions:askedIn', { forms: figure.forms.map(({ name }) => name).join(t('definitions:comma')) })}`}
                </p>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p className="quiet">{t('definitions:formula.none')}</p>
      )}
      <dl className="definition-facts">
        {facts.map(([name, value]) =>
          value ? (
            <div key={name}>
              <dt>{t(`definitions:field.${name as 'unit'}`)}</dt>
              <dd>{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
      <h3>{t('definitions:usedIn', { count: page.hanging.length })}</h3>
      {page.hanging.length === 0 && <p className="quiet">{t('definitions:notUsed')}</p>}
      <ul className="definition-list">
        {page.hanging.map(target => (
          <li key={target.id}>
            <Link to={`/tasks/${target.taskId}`}>{target.text}</Link>{' '}
            <span className="quiet">
              <DateText on={target.dueOn} />
            </span>
          </li>
        ))}
      </ul>
      <SimilarList page={page} />
      {page.code === null && page.maySave && <LinkTo page={page} onDone={onOpen} />}
    </>
  );
};
