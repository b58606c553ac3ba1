import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { waits } from '../../../../subjects/plans/rules/questions';
import type { Adoption, PlanPage, SettledPlan } from '../../../../subjects/plans/schema';
import { useWrite } from '../../../api';
import { Dialog } from '../../../parts/dialog';
import { ErrorNote } from '../../../parts/error-note';
import { AdoptionPreview } from '../compare/adoption-preview';

type Props = { page: PlanPage; plan: SettledPlan; saved: boolean };

/** 采纳并生成台账: says what will be made before it is made, and what was made after. */
export const AdoptPanel = ({ page, plan, saved }: Props) => {
  const { t } = useTranslation('plans');
  const [open, setOpen] = useState(false);
  const adopt = useWrite('plans.adopt');
  const again = page.status === 'adopted';
  const close = () => {
    setOpen(false);
    adopt.reset();
  };
  const names = new Set(plan.organizations.map(one => one.canonical));
  const known = new Set(page.matches.filter(match => match.how !== 'new').map(match => match.canonical));
  const created = [...names].filter(name => !known.has(name));
  const items = plan.nodes.filter(node => node.kind === 'item');
  const targets = plan.nodes.reduce((sum, node) => sum + node.targets.length, 0);
  const left = plan.questions.filter(waits).length;
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {again ? t('adopt.again') : t('adopt.do')}
      </Button>
      {open && (
        <Dialog
          title={adopt.data ? t('adopt.done') : again ? t('adopt.again') : t('adopt.do')}
          onClose={close}
          width={520}
        >
          {adopt.data ? (
            <Outcome adoption={adopt.data} planId={page.id} />
          ) : (
            <div className="adopt">
              {page.revises && <AdoptionPreview page={page} />}
              <p>{t('adopt.will', { items: items.length, targets })}</p>
              <p>{t('adopt.units', { known: names.size - created.length, created: created.length })}</p>
              {created.length > 0 && <p className="adopt-names">{created.join('、')}</p>}
              {left > 0 && <p>{t('adopt.left', { count: left })}</p>}
              {again && <p className="quiet">{t('adopt.againNote')}</p>}
              <ErrorNote error={adopt.error} />
              <div className="adopt-foot">
                <Button
                  type="primary"
                  loading={adopt.isPending}
                  disabled={!saved || items.length === 0}
                  onClick={() => adopt.mutate({ planId: page.id })}
                >
                  {t('adopt.confirm')}
                </Button>
                <Button onClick={close}>{t('adopt.notYet')}</Button>
                {!saved && <span className="quiet">{t('adopt.waits')}</span>}
              </div>
            </div>
          )}
        </Dialog>
      )}
    </>
  );
};

const Outcome = ({ adoption, planId }: { adoption: Adoption; planId: string }) => {
  const { t } = useTranslation('plans');
  const { tasks, targets, units } = adoption;
  const nothing = tasks.created + tasks.updated + targets.created + targets.updated === 0;
  return (
    <div className="adopt" role="status">
      <p>{nothing ? t('adopt.nothing') : t('adopt.tasks', tasks)}</p>
      {!nothing && <p>{t('adopt.targets', targets)}</p>}
      {units.created > 0 && <p>{t('adopt.newUnits', { count: units.created })}</p>}
      <div className="adopt-foot">
        <Link to="/ledger" search={{ planId } as never} className="adopt-link">
          {t('adopt.open')}
        </Link>
      </div>
    </div>
  );
};
