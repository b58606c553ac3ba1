import { useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import type { TargetPage } from '../../../subjects/indicators/targets/schema';
import { useMe } from '../../me';
import { TrajectoryChart } from '../../parts/figures/trajectory-chart';
import { targetCourse } from './target-course';
import type { Revising } from './use-revision';

/** The trajectory as it would be, drawn while one types, and what is to be said of it. */
export const RevisionPreview = ({ target, revision }: { target: TargetPage; revision: Revising }) => {
  const { t } = useTranslation(['targets', 'target-refusal']);
  const me = useMe();
  const { text, drawn, aim } = revision;
  const seasonal = text.trajectory === 'seasonal';
  // What is known only on saving is not said here.
  const findings = drawn.findings.filter(({ code }) => !(seasonal && code === 'no-seasons'));
  const data = useDeferredValue(
    targetCourse(t as never, target, me.today, { points: drawn.points, dueOn: text.dueOn || target.terms.dueOn, aim }),
  );
  return (
    <>
      {drawn.points.length > 0 && <TrajectoryChart title={t('targets:preview')} {...data} height={200} />}
      {seasonal && <p className="quiet">{t('targets:seasonal')}</p>}
      <div role="status">
        {findings.length > 0 && (
          <ul>
            {findings.map(({ code, at, level }) => (
              <li key={`${code} ${at}`} className={level === 'error' ? 'field-error' : 'quiet'}>
                {t(`target-refusal:finding.${code}`)}
              </li>
            ))}
          </ul>
        )}
      </div>
    </>
  );
};
