import pino from 'pino';
import { cleanError } from './clean-error';

export type Log = pino.Logger;

export type LogOptions = {
  level: 'silent' | 'error' | 'warn' | 'info' | 'debug';
  /** `auto`: for people at a terminal, for programs elsewhere. */
  format: 'auto' | 'json' | 'text';
  /** A file to append to; null for the error output. */
  file: string | null;
};

const UNEXPECTED = 'unexpected failure';

/**
 * The log: a line for each thing, JSON or for reading. Nothing that people wrote goes in: errors are cleaned, and requests and
 * replies are never logged as they are.
 */
export function openLog({ level, format, file }: LogOptions): Log {
  // Written at once: what was logged before a crash is there after it.
  const destination = pino.destination({ dest: file ?? 2, sync: true, mkdir: true, mode: 0o640 });
  const readable = format === 'text' || (format === 'auto' && file === null && process.stderr.isTTY);
  const options: pino.LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: label => ({ level: label }) },
    // Without words of ours the library would take the error's own message, uncleaned.
    hooks: {
      logMethod(call, method) {
        const [first] = call as unknown[];
        const isBare = call.length === 1 && typeof first === 'object';
        method.apply(this, isBare ? ([first, UNEXPECTED] as unknown as typeof call) : call);
      },
    },
    serializers: { err: cleanError, error: cleanError, req: () => undefined, res: () => undefined },
  };
  return readable
    ? pino(options, { write: line => void destination.write(`${readableLine(line)}\n`) })
    : pino(options, destination);
}

/** `12:00:01 warn  slow statement ms=812 operation=tasks.list …`, an error's frames below it. */
export function readableLine(json: string): string {
  const { time, level, msg, err, ...rest } = JSON.parse(json) as Record<string, unknown> & { err?: { stack?: string } };
  const { stack, ...error } = err ?? {};
  const fields = Object.entries({ ...rest, ...error })
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const head = [String(time).slice(11, 19), String(level).padEnd(5), msg ?? '', ...fields].join(' ');
  return stack === undefined ? head : `${head}\n${stack}`;
}
