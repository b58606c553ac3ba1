import { type Retention, readRetention } from '../../platform/backup/retention';
import type { Kind } from './kinds';

/** `02:30`, in China. */
export const timeOfDay: Kind<`${number}:${number}`> = {
  read: value => (/^([01]\d|2[0-3]):[0-5]\d$/.test(value) ? (value as `${number}:${number}`) : undefined),
  allowed: 'time-of-day',
};

export const retention: Kind<Retention> = { read: value => readRetention(value) ?? undefined, allowed: 'retention' };

/** `host:port`, or the path of a unix socket. */
export const scanner: Kind<string> = {
  read: value => (/^(?:unix:)?\/.+/.test(value) || /^(?:tcp:\/\/)?[^\s/]+:\d{1,5}$/.test(value) ? value : undefined),
  allowed: 'scanner',
};
