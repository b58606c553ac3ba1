import type { SecuritySettings } from '../../org/schema';

/**
 * How long a session lasts (ASVS 5.0 7.3.1, 7.3.2). Twelve hours without use: signed in once in the morning, not on the
 * next; seven days at most: a week of work. A body may choose within the bounds.
 */
export const SESSION_DEFAULTS = { idleHours: 12, absoluteDays: 7 } as const;
export const SESSION_BOUNDS = { idleHours: [1, 72], absoluteDays: [1, 30] } as const;

export type SessionLimits = { idleHours: number; absoluteDays: number };

/** What a body has set, and the defaults where it has not. */
export const limitsOf = (settings: SecuritySettings | undefined): SessionLimits => ({
  idleHours: settings?.idleHours ?? SESSION_DEFAULTS.idleHours,
  absoluteDays: settings?.absoluteDays ?? SESSION_DEFAULTS.absoluteDays,
});

/** Without a chosen body each is asked at the sign-in; with more that would take too long, and the person has to choose. */
export const MOST_BODIES_TRIED = 5;
