import i18next from 'i18next';
import enAnalysisPapers from './en/analysis-papers.json';
import enAudit from './en/audit.json';
import enBackup from './en/backup.json';
import enCharts from './en/charts.json';
import enCli from './en/cli.json';
import enCompiler from './en/compiler.json';
import enDefinitionFindings from './en/definition-findings.json';
import enEmbedded from './en/embedded.json';
import enExchange from './en/exchange.json';
import enExpression from './en/expression.json';
import enFormCheck from './en/form-check.json';
import enFormPapers from './en/form-papers.json';
import enLight from './en/light.json';
import enOrgWorkbook from './en/org-workbook.json';
import enPapers from './en/papers.json';
import enRefusal from './en/refusal.json';
import enReviewRefusal from './en/review-refusal.json';
import enSettings from './en/settings.json';
import enSignOn from './en/sign-on.json';
import enTargetPapers from './en/target-papers.json';
import enTargetRefusal from './en/target-refusal.json';
import enTaskPapers from './en/task-papers.json';
import enTaskRefusal from './en/task-refusal.json';
import zhAnalysisPapers from './zh-CN/analysis-papers.json';
import zhAudit from './zh-CN/audit.json';
import zhBackup from './zh-CN/backup.json';
import zhCharts from './zh-CN/charts.json';
import zhCli from './zh-CN/cli.json';
import zhCompiler from './zh-CN/compiler.json';
import zhDefinitionFindings from './zh-CN/definition-findings.json';
import zhEmbedded from './zh-CN/embedded.json';
import zhExchange from './zh-CN/exchange.json';
import zhExpression from './zh-CN/expression.json';
import zhFormCheck from './zh-CN/form-check.json';
import zhFormPapers from './zh-CN/form-papers.json';
import zhLight from './zh-CN/light.json';
import zhOrgWorkbook from './zh-CN/org-workbook.json';
import zhPapers from './zh-CN/papers.json';
import zhRefusal from './zh-CN/refusal.json';
import zhReviewRefusal from './zh-CN/review-refusal.json';
import zhSettings from './zh-CN/settings.json';
import zhSignOn from './zh-CN/sign-on.json';
import zhTargetPapers from './zh-CN/target-papers.json';
import zhTargetRefusal from './zh-CN/target-refusal.json';
import zhTaskPapers from './zh-CN/task-papers.json';
import zhTaskRefusal from './zh-CN/task-refusal.json';

// The server speaks too: refusals, the sentence of a light, the headers of a workbook. The same files serve the web.
const server = i18next.createInstance({
  lng: 'zh-CN',
  fallbackLng: 'zh-CN',
  defaultNS: 'refusal',
  showSupportNotice: false,
  interpolation: { escapeValue: false },
  resources: {
    'zh-CN': {
      'analysis-papers': zhAnalysisPapers,
      audit: zhAudit,
      backup: zhBackup,
      charts: zhCharts,
      cli: zhCli,
      compiler: zhCompiler,
      'definition-findings': zhDefinitionFindings,
      embedded: zhEmbedded,
      exchange: zhExchange,
      expression: zhExpression,
      refusal: zhRefusal,
      'review-refusal': zhReviewRefusal,
      'form-check': zhFormCheck,
      'form-papers': zhFormPapers,
      light: zhLight,
      'org-workbook': zhOrgWorkbook,
      papers: zhPapers,
      settings: zhSettings,
      'sign-on': zhSignOn,
      'target-papers': zhTargetPapers,
      'target-refusal': zhTargetRefusal,
      'task-papers': zhTaskPapers,
      'task-refusal': zhTaskRefusal,
    },
    en: {
      'analysis-papers': enAnalysisPapers,
      audit: enAudit,
      backup: enBackup,
      charts: enCharts,
      cli: enCli,
      compiler: enCompiler,
      'definition-findings': enDefinitionFindings,
      embedded: enEmbedded,
      exchange: enExchange,
      expression: enExpression,
      refusal: enRefusal,
      'review-refusal': enReviewRefusal,
      'form-check': enFormCheck,
      'form-papers': enFormPapers,
      light: enLight,
      'org-workbook': enOrgWorkbook,
      papers: enPapers,
      settings: enSettings,
      'sign-on': enSignOn,
      'target-papers': enTargetPapers,
      'target-refusal': enTargetRefusal,
      'task-papers': enTaskPapers,
      'task-refusal': enTaskRefusal,
    },
  },
});
void server.init();

/** The sentence of `key` (`namespace:key`) in a language, its blanks filled from `values`. */
export const say = (language: string, key: string, values: Record<string, unknown> = {}): string =>
  server.t(key, { ...values, lng: language });
