import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { announceYear } from '../kernel/calendar';
import { say } from '../locales/say';
import { sayIssue } from '../locales/say-issue';

const days = z.array(z.iso.date()).max(366);
const file = z
  .record(z.string().regex(/^\d{4}$/), z.strictObject({ holidays: days.min(1), workdays: days.default([]) }))
  .superRefine((years, context) => {
    for (const [year, { holidays, workdays }] of Object.entries(years))
      for (const day of [...holidays, ...workdays])
        if (!day.startsWith(year)) context.addIssue({ code: 'custom', path: [year], message: day });
  });

/** Takes in the years of a file of holidays (放假安排). Throws the sentence where it cannot be read or is wrong. */
export const bringCalendar = (path: string): void => {
  const wrong = (place: string) => new Error(say('zh-CN', 'cli:calendar-wrong', { file: path, place }));
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw wrong((error as Error).message);
  }
  const { data, error } = file.safeParse(json);
  const issue = error?.issues[0];
  if (!data) throw wrong(issue ? [issue.path.join('.'), sayIssue('zh-CN', issue)].filter(Boolean).join(' ') : '');
  for (const [year, of] of Object.entries(data)) announceYear(year, of);
};
