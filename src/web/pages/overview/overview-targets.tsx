import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Overview } from '../../../subjects/overview/schema';
import { useMe } from '../../me';
import { AwaitingNote } from '../../parts/awaiting-note';
import { dateInSentence } from '../../parts/format-date';
import { Quantity } from '../../parts/quantity';
import { TargetBullet } from '../tasks/target-bullet';
import { aimText } from '../tasks/target-words';
import { OpenTask } from './open-task';

type Target = Overview['targets'][number];
type Shown = 'all' | 'behind' | 'unreported';
const FIRST = 15;

const fits = (shown: Shown, { status }: Target): boolean =>
  shown === 'all' || (shown === 'behind' ? ['behind', 'far-behind', 'missed'].includes(status) : status === shown);

/** 目标 in the order of the plan, each as a bullet; those behind their trajectory with one click. */
export const OverviewTargets = ({
  targets,
  onOpen,
}: {
  targets: Target[];
  onOpen: ((taskId: string) => void) | null;
}) => {
  const { t, i18n } = useTranslation(['overview', 'task']);
  const me = useMe();
  const [shown, setShown] = useState<Shown>('all');
  const [whole, setWhole] = useState(false);
  if (targets.length === 0) return null;
  const matching = targets.filter(target => fits(shown, target));
  const rows = whole ? matching : matching.slice(0, FIRST);
  return (
    <section className="overview-section" aria-labelledby="targets">
      <header className="overview-head">
        <h2 id="targets">{t('overview:targets.title')}</h2>
        <fieldset className="light-choice no-print">
          <legend className="visually-hidden">{t('overview:targets.filter')}</legend>
          {(['all', 'behind', 'unreported'] as const).map(one => (
            <button key={one} type="button" aria-pressed={shown === one} onClick={() => setShown(one)}>
              {t(`overview:targets.${one}`)}{' '}
              <span className="number">{targets.filter(target => fits(one, target)).length}</span>
            </button>
          ))}
        </fieldset>
      </header>
      <p className="quiet bullet-key">{t('overview:targets.key')}</p>
      <ul className="target-rows">
        {rows.map(target => (
          <li key={target.id}>
            <span className="target-row-name">
              <OpenTask taskId={target.taskId} number={target.number} title={target.indicator} onOpen={onOpen} />
              {target.strength === 'strive' && <span className="quiet"> {t('task:target.strive')}</span>}
            </span>
            <TargetBullet target={target} />
            <span className="target-row-figures">
              <strong>
                <Quantity value={target.latest} unit={target.unit} />
              </strong>{' '}
              <Link to={`/targets/${target.id}`} className="quiet">
                {t('overview:targets.of', { aim: aimText(t, target) })}
                <span className="visually-hidden"> {target.indicator}</span>
              </Link>
              <AwaitingNote
                awaiting={target.awaiting}
                shown={
                  target.latestOn === null ? null : { day: dateInSentence(target.latestOn, me.today, i18n.language) }
                }
              />
            </span>
            <span className={`target-row-status status-${target.status}`}>
              {t(`task:target.status.${target.status}`)}
            </span>
          </li>
        ))}
      </ul>
      {matching.length === 0 && <p className="quiet">{t('overview:targets.none')}</p>}
      {matching.length > FIRST && (
        <p className="overview-more no-print">
          <button type="button" className="link-button" aria-expanded={whole} onClick={() => setWhole(!whole)}>
            {whole ? t('overview:targets.fewer') : t('overview:targets.more', { count: matching.length })}
          </button>
        </p>
      )}
    </section>
  );
};
