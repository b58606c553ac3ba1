import { Link } from '@tanstack/react-router';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanPage as PlanData } from '../../../subjects/plans/schema';
import type { Light } from '../../../subjects/tasks/schema';
import { useAddress, usePathId } from '../../address';
import { fileUrl, useRead } from '../../api';
import { useMe } from '../../me';
import { Dialog } from '../../parts/dialog';
import { ErrorNote } from '../../parts/error-note';
import { LightMark } from '../../parts/light-mark';
import { PageHead } from '../../parts/page-head';
import { LinesSkeleton } from '../../parts/skeletons';
import { RevisePlan } from './compare/revise-plan';
import { type Block, blocksOf, type Fact } from './document/blocks';
import './document/document.css';
import { DocumentBlock } from './document/document-block';
import './plans.css';

/** 要点全文: the document, each item with its light and the way to its task. `?at=12-40` shows a sentence, `?node=n12` an item. */
export const PlanPage = () => {
  const planId = usePathId('planId');
  const { data, error, refetch } = useRead('plans.get', { planId });
  if (data) return <Reading page={data} />;
  return (
    <div className="page">
      {error ? <ErrorNote error={error} onRetry={() => void refetch()} /> : <LinesSkeleton lines={14} />}
    </div>
  );
};

const spanOf = (text: string | undefined): [number, number] | null => {
  const match = /^(\d+)-(\d+)$/.exec(text ?? '');
  return match ? [Number(match[1]), Number(match[2])] : null;
};

const Reading = ({ page }: { page: PlanData }) => {
  const { t } = useTranslation(['plans', 'compare']);
  const me = useMe();
  const [address, setAddress] = useAddress();
  const [at, node] = [address.text('at'), address.text('node')];
  const document = useRef<HTMLDivElement>(null);
  const blocks = useMemo(() => {
    const span = spanOf(at);
    const found: Fact[] = span ? [{ kind: 'found', key: 'at', span }] : [];
    return blocksOf(page.plan, found);
  }, [page.plan, at]);
  const tasks = useMemo(() => new Map(page.tasks.map(task => [task.nodeId, task])), [page.tasks]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls when the address names another place
  useEffect(() => {
    document.current?.querySelector('.fact-found, .block.selected')?.scrollIntoView({ block: 'center' });
  }, [at, node]);

  // A measure stands in the text of its item.
  const found = page.plan.nodes.find(one => one.id === node);
  const shown = found?.kind === 'measure' ? found.parent : (found?.id ?? null);
  const params = { planId: page.id };
  return (
    <div className="page plan-page">
      <PageHead
        title={page.title}
        sub={[
          page.issuer,
          t('count.items', { count: page.items }),
          t('count.targets', { count: page.targets }),
          page.status === 'adopted' ? t('list.adopted') : t('list.settling'),
        ]
          .filter(Boolean)
          .join(' · ')}
      >
        {page.fileId && (
          <a href={fileUrl(page.fileId)} target="_blank" rel="noreferrer">
            {t('document.original')}
          </a>
        )}
        {me.can.settle && (
          <Link to="/plans/$planId/settle" params={params}>
            {page.open > 0 ? t('document.settleLeft', { count: page.open }) : t('list.settle')}
          </Link>
        )}
        {me.can.settle && (
          <button type="button" className="link-button" onClick={() => setAddress({ revise: 1 })}>
            {t('compare:entry.revise')}
          </button>
        )}
        <Link to="/plans/$planId/compare" params={params}>
          {t('compare:entry.compare')}
        </Link>
        {page.revises && (
          <Link to="/plans/$planId/compare" params={params} search={{ with: page.revises } as never}>
            {t('compare:entry.revisionOf')}
          </Link>
        )}
        {page.revisedBy && (
          <Link to="/plans/$planId" params={{ planId: page.revisedBy }}>
            {t('compare:entry.newer')}
          </Link>
        )}
        {page.status === 'adopted' && (
          <Link to="/ledger" search={{ planId: page.id } as never}>
            {t('list.ledger')}
          </Link>
        )}
      </PageHead>
      {address.text('revise') === '1' && me.can.settle && (
        <Dialog title={t('compare:entry.revise')} onClose={() => setAddress({ revise: null })} width={640}>
          <RevisePlan planId={page.id} />
        </Dialog>
      )}
      <div className="document with-margin" lang="zh-CN" ref={document}>
        {blocks.map((block, index) => (
          <DocumentBlock
            key={block.key}
            block={block}
            selected={block.node === shown}
            fact={null}
            margin={
              block.node === blocks[index - 1]?.node ? null : <Margin block={block} task={tasks.get(block.node)} />
            }
          />
        ))}
      </div>
    </div>
  );
};

const Margin = ({ block, task }: { block: Block; task: PlanData['tasks'][number] | undefined }) => {
  const { t } = useTranslation('plans');
  if (!task || block.kind !== 'item') return null;
  return (
    <Link className="block-margin" to="/tasks/$taskId" params={{ taskId: task.taskId }}>
      <LightMark light={task.light as Light} />
      <span className="visually-hidden">{t('document.task')}</span>
    </Link>
  );
};
