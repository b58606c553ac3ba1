import { useTranslation } from 'react-i18next';
import { waits } from '../../../../subjects/plans/rules/questions';
import type { SettledPlan } from '../../../../subjects/plans/schema';

/** How much was read: items, targets, bodies. */
export const SettleCounts = ({ plan }: { plan: SettledPlan }) => {
  const { t } = useTranslation('plans');
  const items = plan.nodes.filter(node => node.kind === 'item').length;
  const targets = plan.nodes.reduce((sum, node) => sum + node.targets.length, 0);
  return (
    <ul className="settle-counts">
      <li>{t('count.items', { count: items })}</li>
      <li>{t('count.targets', { count: targets })}</li>
      <li>{t('count.bodies', { count: plan.organizations.length })}</li>
    </ul>
  );
};

/** The open questions are the progress. */
export const SettleProgress = ({ plan }: { plan: SettledPlan }) => {
  const { t } = useTranslation('plans');
  const asked = plan.questions.length;
  if (asked === 0) return null;
  const left = plan.questions.filter(waits).length;
  return (
    <div
      className="settle-progress"
      role="progressbar"
      aria-label={t('settle.progress')}
      aria-valuemin={0}
      aria-valuemax={asked}
      aria-valuenow={asked - left}
    >
      <span style={{ width: `${((asked - left) / asked) * 100}%` }} />
    </div>
  );
};
