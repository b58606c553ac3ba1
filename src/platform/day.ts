import { z } from 'zod';
import { periodOf } from '../kernel/period';

const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;
const isNear = (code: string): boolean =>
  Number(code.slice(0, 4)) >= FIRST_YEAR && Number(code.slice(0, 4)) <= LAST_YEAR;

/** A day as it comes from outside: in a year that somebody plans or reports, so that nothing is counted day by day up to the year 9999. */
export const day = z.iso.date().refine(isNear);

/** The code of a period in the same years: 2026, 2026-S1, 2026-Q3, 2026-08 or 2026-W35. */
export const periodCode = z
  .string()
  .max(8)
  .refine(code => isNear(code) && periodOf(code) !== null);
