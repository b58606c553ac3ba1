import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';

const STEP = 20;

/** The first rows of a long list, and a button for more. */
export const useShown = <T,>(rows: readonly T[]): { shown: readonly T[]; more: ReactNode } => {
  const { t } = useTranslation('todo');
  const [limit, setLimit] = useState(STEP);
  const rest = rows.length - limit;
  const more = rest > 0 && (
    <p className="todo-more">
      <Button onClick={() => setLimit(limit + STEP * 2)}>{t('more', { count: rest })}</Button>
    </p>
  );
  return { shown: rows.slice(0, limit), more };
};
