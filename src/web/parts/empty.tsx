import type { ReactNode } from 'react';
import './notes.css';

/** Nothing here: what to do next, and one button for it. */
export const Empty = ({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) => (
  <div className="empty-note">
    <p className="empty-title">{title}</p>
    {children && <p className="quiet">{children}</p>}
    {action && <div className="empty-action">{action}</div>}
  </div>
);
