import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import './page-head.css';

type Props = { to: string; search?: Record<string, unknown> | undefined; children: ReactNode };

/** Above a page's title: where it belongs. */
export const BackLink = ({ to, search, children }: Props) => (
  <p className="back-link no-print">
    <Link to={to} {...(search ? { search: search as never } : {})}>
      <span aria-hidden="true">← </span>
      {children}
    </Link>
  </p>
);
