import { Refusal } from '../../kernel/refusal';

// PostgreSQL's classes and codes for «not now»: connection lost (08), shutting down or recovering (57P0x), gave up waiting
// (57014, 55P03), out of connections or memory (53200, 53300), an error of the disk (58030), two that wait for each other (40).
const NOT_NOW = /^(08...|57P0\d|57014|55P03|53[023]00|58030|25P03|40001|40P01)$/;
// The same before PostgreSQL has said anything, from the driver's socket.
const NO_CONNECTION = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EAI_AGAIN',
  'ENOTFOUND',
  'EHOSTUNREACH',
]);
// The driver's own errors have no code.
const DRIVER =
  /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client (has encountered a connection error|was closed)|Cannot use a pool after)/;
const NO_ROOM = new Set(['ENOSPC', 'EDQUOT', '53100']);
const CANNOT_WRITE = new Set(['EROFS', 'EIO', 'EMFILE', 'ENFILE', '25006']);

/**
 * Whether an error only says that the database or the disk is not there at the moment: `unavailable`, or `disk-full` where
 * there is no room. Nothing was written then, or nobody knows; trying again later is right. Null for everything else.
 */
export function troubleOf(error: unknown): Refusal | null {
  if (!(error instanceof Error)) return null;
  const { code = '', syscall } = error as NodeJS.ErrnoException;
  if (NO_ROOM.has(code)) return new Refusal('disk-full');
  // The database's socket is gone with it.
  const noSocket = code === 'ENOENT' && syscall === 'connect';
  if (noSocket || NOT_NOW.test(code) || NO_CONNECTION.has(code) || CANNOT_WRITE.has(code))
    return new Refusal('unavailable');
  if (code === '' && DRIVER.test(error.message)) return new Refusal('unavailable');
  return error.cause ? troubleOf(error.cause) : null;
}
