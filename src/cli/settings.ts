import { retention, scanner, timeOfDay } from './settings/backup-kinds';
import { address, choice, flag, networks, origin, path, text, wholeNumber } from './settings/kinds';
import { optional, type Reading, readTable, secret, setting, type Values } from './settings/read-table';

/**
 * Every setting of a server. A line here needs its sentence in `settings:docs` of both languages and its row in
 * docs/guide/administrator.md (a test holds all three together). Names that are not here are refused at the start.
 */
export const settingsTable = {
  /** Address to listen on; loopback unless told otherwise. */
  host: setting<string>('serving', 'HOST', text, '127.0.0.1'),
  port: setting<number>('serving', 'PORT', wholeNumber(0, 65_535), '8620'),
  /** The address that people type, where it is another than this server's own: behind a proxy. */
  publicUrl: optional<string>('serving', 'LUOSHI_PUBLIC_URL', origin),
  /** Whose X-Forwarded-For, -Proto, -Host and X-Request-Id are believed. */
  trustProxy: setting<string[]>('serving', 'LUOSHI_TRUST_PROXY', networks, ''),
  /** So long do running requests get to finish when the server is asked to stop. */
  stopSeconds: setting<number>('serving', 'LUOSHI_STOP_SECONDS', wholeNumber(0, 600), '20'),
  /** Networks inside that webhooks may be sent to; the world outside they may anyway. */
  webhookNetworks: setting<string[]>('serving', 'LUOSHI_WEBHOOK_NETWORKS', networks, ''),

  /** Holidays and make-up days of years that were announced after this program was made. */
  calendar: optional<string>('data', 'LUOSHI_CALENDAR', path),
  /** Folder of everything that must be kept: database and files. */
  dataDir: setting<string>('data', 'LUOSHI_DATA', path, 'data'),
  /** Below this much free space the server says that it is not ready. */
  minFreeMb: setting<number>('data', 'LUOSHI_MIN_FREE_MB', wholeNumber(0, 10_000_000), '500'),
  /** Below this nothing is saved any more, so that the database never meets a full disk by people's doing; 0: no such guard. */
  reserveMb: setting<number>('data', 'LUOSHI_RESERVE_MB', wholeNumber(0, 10_000_000), '100'),

  /** Another PostgreSQL instead of the embedded one. */
  databaseUrl: secret<string>('database', 'DATABASE_URL', address('postgres', 'postgresql')),
  poolSize: setting<number>('database', 'LUOSHI_POOL', wholeNumber(2, 200), '10'),
  /** After so long without an answer from the database a request is given up. */
  patienceSeconds: setting<number>('database', 'LUOSHI_DATABASE_SECONDS', wholeNumber(1, 3_600), '30'),
  slowMs: setting<number>('database', 'LUOSHI_SLOW_MS', wholeNumber(0, 3_600_000), '500'),

  /** The file that names the sign-on providers and the trusted proxy. */
  signOn: optional<string>('identity', 'LUOSHI_SIGN_ON', path),

  /** Largest file that can be uploaded. */
  uploadMb: setting<number>('files', 'LUOSHI_UPLOAD_MB', wholeNumber(1, 2_000), '50'),
  /** The virus scanner (clamd) that looks every upload over, and whether files come in while it is away. */
  clamd: optional<string>('files', 'LUOSHI_CLAMD', scanner),
  clamdAway: setting('files', 'LUOSHI_CLAMD_AWAY', choice('refuse', 'accept'), 'refuse'),

  /** Where the daily backup goes; none is made without. */
  backupDir: optional<string>('backup', 'LUOSHI_BACKUP_DIR', path),
  backupAt: setting('backup', 'LUOSHI_BACKUP_AT', timeOfDay, '02:30'),
  backupKeep: setting('backup', 'LUOSHI_BACKUP_KEEP', retention, '7d 4w 12m'),
  /** A key file; its public half is enough. */
  backupKey: optional<string>('backup', 'LUOSHI_BACKUP_KEY', path),

  log: setting('logs', 'LUOSHI_LOG', choice('silent', 'error', 'warn', 'info', 'debug'), 'warn'),
  logFormat: setting('logs', 'LUOSHI_LOG_FORMAT', choice('auto', 'json', 'text'), 'auto'),
  logFile: optional<string>('logs', 'LUOSHI_LOG_FILE', path),
  logAddress: setting<boolean>('logs', 'LUOSHI_LOG_ADDRESS', flag, 'no'),

  /** Without a token, /metrics answers this machine alone. */
  metricsToken: secret<string>('monitoring', 'LUOSHI_METRICS_TOKEN', text),
  traceEndpoint: optional<string>('monitoring', 'OTEL_EXPORTER_OTLP_ENDPOINT', address('http', 'https')),
  traceHeaders: secret<string>('monitoring', 'OTEL_EXPORTER_OTLP_HEADERS', text),
  traceName: setting<string>('monitoring', 'OTEL_SERVICE_NAME', text, 'luoshi'),
};

export type Settings = Values<typeof settingsTable>;

/** Reads all settings. Throws an Error that names everything that is wrong, a line each. */
export const readSettings = (environment: NodeJS.ProcessEnv): Settings => examineSettings(environment).values;

/** The same, with where each value comes from. */
export const examineSettings = (environment: NodeJS.ProcessEnv, language = 'zh-CN'): Reading<typeof settingsTable> =>
  readTable(settingsTable, environment, language);
