import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ConflictPlace, PlanPage } from '../../../../subjects/plans/schema';
import { useWrite } from '../../../api';
import { ErrorNote } from '../../../parts/error-note';
import { correctionWords } from './correction-words';

type Conflict = PlanPage['conflicts'][number];

/** 更正与新稿不一致: each with both sentences; mine, the document's, or decided on the settle page. */
export const ConflictList = ({ page }: { page: PlanPage }) => {
  const { t } = useTranslation('compare');
  const answer = useWrite('plans.answerConflict');
  const open = page.conflicts.filter(one => one.answer === null).length;
  const say = (conflict: Conflict, given: 'mine' | 'document') =>
    answer.mutate({ planId: page.id, version: page.version, conflictId: conflict.id, answer: given });
  return (
    <section className="conflicts" aria-label={t('conflict.title')}>
      <h2>{open > 0 ? t('conflict.open', { count: open }) : t('conflict.none')}</h2>
      <ErrorNote error={answer.error} />
      <ul>
        {page.conflicts.map(conflict => (
          <li key={conflict.id} className="conflict">
            <p className="conflict-mine">
              {t('conflict.mine')} <b>{correctionWords(conflict.correction, t)}</b>
            </p>
            <div className="clause-sides">
              <Place label={t('side.beforeShort')} place={conflict.before} none={t('notBefore')} side="before" />
              <Place label={t('side.afterShort')} place={conflict.after} none={t('conflict.gone')} side="after" />
            </div>
            {conflict.answer ? (
              <p className="quiet" role="status">
                {t(`conflict.answered.${conflict.answer}`)}
              </p>
            ) : (
              <div className="conflict-ways">
                {conflict.mine && (
                  <Button type="primary" loading={answer.isPending} onClick={() => say(conflict, 'mine')}>
                    {t('conflict.keep')}
                  </Button>
                )}
                <Button disabled={answer.isPending} onClick={() => say(conflict, 'document')}>
                  {t(conflict.after ? 'conflict.take' : 'conflict.drop')}
                </Button>
                <Link to="/plans/$planId/settle" params={{ planId: page.id }}>
                  {t('conflict.decide')}
                </Link>
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
};

type PlaceProps = { label: string; place: ConflictPlace | null; none: string; side: 'before' | 'after' };

const Place = ({ label, place, none, side }: PlaceProps) => (
  <div className={`clause-side side-${side}${place ? '' : ' side-empty'}`} lang="zh-CN">
    <span className="side-name">{label}</span>
    {place ? (
      <p>
        {place.heading && (
          <b className="clause-number">
            {place.number}
            {place.heading}
          </b>
        )}{' '}
        {place.text}
      </p>
    ) : (
      <span className="quiet">{none}</span>
    )}
  </div>
);
