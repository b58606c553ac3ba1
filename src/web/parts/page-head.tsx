import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import './page-head.css';

type Props = {
  title: string;
  /** What the page is about in a line. Said to be undefined, it is on its way: its line is kept free, so that nothing jumps. */
  sub?: ReactNode;
  children?: ReactNode;
};

/** Title of a page: its one h1, what it is about in a line, its actions. Sets the window's title as well. */
export const PageHead = (props: Props) => {
  const { title, sub, children } = props;
  const { t } = useTranslation();
  const coming = 'sub' in props && sub === undefined;
  return (
    <header className="page-head">
      <title>{`${title} · ${t('frame:product')}`}</title>
      <div>
        <h1>{title}</h1>
        {(sub || coming) && <p className="quiet">{coming ? '\u00a0' : sub}</p>}
      </div>
      {children && <div className="page-actions no-print">{children}</div>}
    </header>
  );
};
