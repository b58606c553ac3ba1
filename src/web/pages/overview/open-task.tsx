import { Link } from '@tanstack/react-router';
import { plainNumber } from '../tasks/plain-number';

type Props = {
  taskId: string;
  number: string | null;
  title: string;
  /** Opens beside; null on a phone, where the task has a page of its own. */
  onOpen: ((taskId: string) => void) | null;
};

/** The title of a task as the way to it. */
export const OpenTask = ({ taskId, number, title, onOpen }: Props) => (
  <Link
    to={`/tasks/${taskId}`}
    className="open-task"
    onClick={event => {
      if (!onOpen || event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      onOpen(taskId);
    }}
  >
    {number && <span className="quiet number">{plainNumber(number)} </span>}
    {title}
  </Link>
);
