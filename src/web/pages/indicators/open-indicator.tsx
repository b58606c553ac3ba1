import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import './open-indicator.css';

type Props = {
  indicatorId: string;
  search: Record<string, string>;
  /** Opens beside; null on a phone, where the indicator has a page of its own. */
  onOpen: ((indicatorId: string) => void) | null;
  children: ReactNode;
};

/** The name of an indicator as the way to it. */
export const OpenIndicator = ({ indicatorId, search, onOpen, children }: Props) => (
  <Link
    to={`/indicators/${indicatorId}`}
    search={search as never}
    className="open-indicator"
    onClick={event => {
      if (!onOpen || event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      onOpen(indicatorId);
    }}
  >
    {children}
  </Link>
);
