import { REVIEW_PERIOD } from './reviews';
import type { Thing } from './thing';

// What is asked in more than one subject.
export const year = 2026;
export const FAR_DAY = '2099-12-31';
export const today = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
export const ofYear = () => ({ year });
export const reviewed = (formId: string) => ({ formId, period: REVIEW_PERIOD });
export const ledCell = (thing: Thing): string => `LED_${thing.marks.led[0]!.slice(1, -1)}`;
export const entered = (thing: Thing) => ({ ...reviewed(thing.entryFormId), unitId: thing.unitId });
