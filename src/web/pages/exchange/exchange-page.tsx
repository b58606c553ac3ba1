import { useTranslation } from 'react-i18next';
import { useMe } from '../../me';
import { Empty } from '../../parts/empty';
import { PageHead } from '../../parts/page-head';
import '../reporting/reporting.css';
import { ReportingNav } from '../review/reporting-nav';
import './exchange.css';
import { ExportPanel } from './export-panel';
import { ImportHistory } from './import-history';
import { ImportPanel } from './import-panel';
import { WebhookSection } from './webhook-section';

/** 数据交换: figures in as a file, out in four formats, and who is told of changes. For the supervision office. */
export const ExchangePage = () => {
  const { t } = useTranslation('exchange');
  const keeps = useMe().posts.some(({ role, unitKind }) => role === 'supervisor' && unitKind === 'bureau');
  return (
    <div className="page exchange">
      <ReportingNav />
      <PageHead title={t('page.title')} sub={t('page.sub')} />
      {keeps ? (
        <>
          <ImportPanel />
          <ImportHistory />
          <ExportPanel />
          <WebhookSection />
        </>
      ) : (
        <Empty title={t('page.notYours')}>{t('page.byToken')}</Empty>
      )}
    </div>
  );
};
