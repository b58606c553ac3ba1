import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';

type Props = { taskId: string; unitId: string; period: string; label: string; primary?: boolean };

/** Opens the report of a unit for a period on the task's page (`?report=unit.period`). */
export const OpenReport = ({ taskId, unitId, period, label, primary = false }: Props) => {
  const navigate = useNavigate();
  const report = `${unitId}.${period}`;
  return (
    <Button
      type={primary ? 'primary' : 'default'}
      href={`/tasks/${taskId}?report=${report}`}
      onClick={event => {
        if (event.metaKey || event.ctrlKey) return;
        event.preventDefault();
        void navigate({ to: `/tasks/${taskId}`, search: { report } as never });
      }}
    >
      {label}
    </Button>
  );
};
