import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { plainNumber } from '../tasks/plain-number';
import './todo.css';

/** Heading of a group with its count and what can be done to all of it. */
export const TodoGroup = ({
  id,
  title,
  count,
  action,
  children,
}: {
  id: string;
  title: string;
  count: number;
  action?: ReactNode;
  children: ReactNode;
}) => (
  <section className="todo-group" aria-labelledby={id}>
    <header>
      <h2 id={id}>
        {title} <span className="todo-count">{count}</span>
      </h2>
      {action}
    </header>
    {children}
  </section>
);

type Props = {
  to: string;
  search?: Record<string, string>;
  number: string | null;
  title: string;
  /** Unit, period, dates. */
  about: ReactNode;
  /** Stands above the title: why it came back. */
  above?: ReactNode;
  below?: ReactNode;
  children?: ReactNode;
};

/** One thing to do: the task it belongs to, what about it, and its buttons. A card on a phone. */
export const TodoRow = ({ to, search, number, title, about, above, below, children }: Props) => (
  <li className="todo-row" data-row>
    <div className="todo-what">
      {above}
      <Link to={to} search={(search ?? {}) as never} className="todo-title">
        {number && <span className="number">{plainNumber(number)} </span>}
        {title}
      </Link>
      <p className="todo-about">{about}</p>
      {below}
    </div>
    {children && <div className="todo-actions">{children}</div>}
  </li>
);
