import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import './page-head.css';

/** Title of a page: its one h1, what it is about in a line, its actions. Sets the window's title as well. */
export const PageHead = ({ title, sub, children }: { title: string; sub?: ReactNode; children?: ReactNode }) => {
  const { t } = useTranslation();
  return (
    <header className="page-head">
      <title>{`${title} · ${t('frame:product')}`}</title>
      <div>
        <h1>{title}</h1>
        {sub && <p className="quiet">{sub}</p>}
      </div>
      {children && <div className="page-actions no-print">{children}</div>}
    </header>
  );
};
