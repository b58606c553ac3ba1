import { useEffect, useState } from 'react';

const QUIET_MS = 350;

/** A value as it was last when nobody had changed it for a moment: the server is not asked with every key. */
export const useSettled = <T>(value: T): T => {
  const [settled, setSettled] = useState(value);
  const text = JSON.stringify(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(JSON.parse(text) as T), QUIET_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
};
