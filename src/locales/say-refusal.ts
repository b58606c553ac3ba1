import type { z } from 'zod';
import { say } from './say';
import { sayIssue } from './say-issue';

type Refused = { code: string; detail: Record<string, unknown> };

/** The sentence of a refusal; of input that a schema refuses, what it has against the first field. */
export const sayRefusal = (language: string, { code, detail }: Refused): string => {
  const [issue] = (detail.issues ?? []) as z.core.$ZodIssue[];
  return say(language, `refusal:${code}`, issue ? { ...detail, reason: sayIssue(language, issue) } : detail);
};
