import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { languages, switchLanguage } from '../../i18n';
import './start.css';

/** The sheet on which the pages before the sign-in are set: name, one column, language. */
export const OpenFrame = ({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) => {
  const { t, i18n } = useTranslation();
  return (
    <div className="open-frame">
      <title>{`${title} · ${t('frame:product')}`}</title>
      <header>
        <p className="open-name" lang="zh-CN">
          落实
        </p>
        <nav aria-label={t('frame:menu.language')}>
          {languages.map(language => (
            <button
              key={language}
              type="button"
              className="link-button"
              lang={language}
              aria-pressed={i18n.language === language}
              onClick={() => void switchLanguage(language)}
            >
              {language === 'en' ? 'English' : '中文'}
            </button>
          ))}
        </nav>
      </header>
      <main>
        <h1>{title}</h1>
        {lead && <p className="open-lead">{lead}</p>}
        {children}
      </main>
    </div>
  );
};
