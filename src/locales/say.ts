import i18next from 'i18next';
import enAudit from './en/audit.json';
import enBackup from './en/backup.json';
import enCli from './en/cli.json';
import enCompiler from './en/compiler.json';
import enEmbedded from './en/embedded.json';
import enLight from './en/light.json';
import enOrgWorkbook from './en/org-workbook.json';
import enPapers from './en/papers.json';
import enRefusal from './en/refusal.json';
import enSettings from './en/settings.json';
import enSignOn from './en/sign-on.json';
import enTaskPapers from './en/task-papers.json';
import enTaskRefusal from './en/task-refusal.json';
import zhAudit from './zh-CN/audit.json';
import zhBackup from './zh-CN/backup.json';
import zhCli from './zh-CN/cli.json';
import zhCompiler from './zh-CN/compiler.json';
import zhEmbedded from './zh-CN/embedded.json';
import zhLight from './zh-CN/light.json';
import zhOrgWorkbook from './zh-CN/org-workbook.json';
import zhPapers from './zh-CN/papers.json';
import zhRefusal from './zh-CN/refusal.json';
import zhSettings from './zh-CN/settings.json';
import zhSignOn from './zh-CN/sign-on.json';
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
      audit: zhAudit,
      backup: zhBackup,
      cli: zhCli,
      compiler: zhCompiler,
      embedded: zhEmbedded,
      refusal: zhRefusal,
      light: zhLight,
      'org-workbook': zhOrgWorkbook,
      papers: zhPapers,
      settings: zhSettings,
      'sign-on': zhSignOn,
      'task-papers': zhTaskPapers,
      'task-refusal': zhTaskRefusal,
    },
    en: {
      audit: enAudit,
      backup: enBackup,
      cli: enCli,
      compiler: enCompiler,
      embedded: enEmbedded,
      refusal: enRefusal,
      light: enLight,
      'org-workbook': enOrgWorkbook,
      papers: enPapers,
      settings: enSettings,
      'sign-on': enSignOn,
      'task-papers': enTaskPapers,
      'task-refusal': enTaskRefusal,
    },
  },
});
void server.init();

/** The sentence of `key` (`namespace:key`) in a language, its blanks filled from `values`. */
export const say = (language: string, key: string, values: Record<string, unknown> = {}): string =>
  server.t(key, { ...values, lng: language });
