import { readFileSync } from 'node:fs';
import type pg from 'pg';
import { backupCheck, newestBackup } from '../platform/backup/backup-check';
import type { Statement, StatementListener } from '../platform/database/statement-watch';
import { programFolder } from '../platform/files/program-folder';
import type { Observing } from '../platform/http/observe';
import { listAddresses } from '../platform/http/trusted-proxy';
import {
  countJobs,
  databaseCheck,
  diskCheck,
  freeMb,
  jobsCheck,
  migrationsCheck,
  versionCheck,
} from '../platform/observing/checks';
import { openLog } from '../platform/observing/log';
import { measureBodies } from '../platform/observing/measure-bodies';
import { openMetrics } from '../platform/observing/metrics';
import { openReadiness } from '../platform/observing/readiness';
import { openTracing } from '../platform/observing/trace';
import type { House } from '../platform/run-operation';
import type { Settings } from './settings';

export type Opened = { observing: Observing; onStatement: StatementListener; close: () => Promise<void> };

/** Log, figures and traces as the settings say. Opened first and closed last. */
export async function openObserving(settings: Settings): Promise<Opened> {
  const log = openLog({ level: settings.log, format: settings.logFormat, file: settings.logFile });
  const metrics = openMetrics();
  const { traceEndpoint: endpoint, traceHeaders: headers, traceName: service } = settings;
  const tracing = endpoint === null ? null : await openTracing({ endpoint, headers, service }, log);
  const { slowMs } = settings;
  const noteSlow = ({ text, ms, failed, purpose }: Statement) => {
    const operation = purpose?.operation ?? 'background';
    metrics.slowStatement(operation);
    const request = purpose?.requestId ?? undefined;
    log.warn({ operation, request, ms: Math.round(ms), failed, sql: text }, 'slow statement');
  };
  return {
    observing: {
      log,
      metrics,
      readiness: openReadiness(),
      tracing,
      logAddress: settings.logAddress,
      token: settings.metricsToken,
    },
    onStatement: statement => {
      if (slowMs > 0 && statement.ms >= slowMs) noteSlow(statement);
      tracing?.statement(statement);
    },
    close: async () => {
      await tracing?.close().catch(() => undefined);
      log.flush();
    },
  };
}

/** What is looked at in a running house: the checks of /readyz and the figures of /metrics. */
export function watchHouse({ metrics, readiness }: Observing, settings: Settings, house: House, pool: pg.Pool): void {
  const { dataDir, minFreeMb } = settings;
  const { db } = house;
  const migrations = programFolder('migrations');
  readiness.add(
    databaseCheck(db),
    migrationsCheck(db, migrations),
    versionCheck(db, migrations),
    diskCheck(dataDir, minFreeMb),
    jobsCheck(db),
  );
  const { version } = JSON.parse(readFileSync(programFolder('package.json'), 'utf8')) as { version: string };
  metrics.gaugeOf('luoshi_info', 'Version of the program', 'version', () => ({ [version]: 1 }));
  metrics.gaugeOf('luoshi_check_failing', 'Checks of /readyz, 1 where one fails', 'check', async () =>
    Object.fromEntries((await readiness.look()).map(({ name, reason }) => [name, reason === null ? 0 : 1])),
  );
  metrics.gaugeOf('luoshi_database_connections', 'Connections of the pool by use', 'use', () => ({
    busy: pool.totalCount - pool.idleCount,
    idle: pool.idleCount,
    waiting: pool.waitingCount,
  }));
  metrics.gaugeOf('luoshi_jobs', 'Runs of jobs by state', 'state', () => countJobs(db));
  const { backupDir } = settings;
  if (backupDir !== null) {
    readiness.add(backupCheck(backupDir));
    const newest = async () => (await newestBackup(backupDir)) ?? { age: null, size: null };
    metrics.gauge('luoshi_backup_age_seconds', 'Age of the newest backup', async () => (await newest()).age);
    metrics.gauge('luoshi_backup_bytes', 'Size of the newest backup', async () => (await newest()).size);
  }
  const figures = measureBodies(db);
  metrics.gauge('luoshi_bodies', 'Bodies in this installation', async () => (await figures()).bodies);
  metrics.gauge(
    'luoshi_audit_unsealed',
    'Audit entries not in their chain yet',
    async () => (await figures()).unsealed,
  );
  metrics.gauge('luoshi_files', 'Stored files', async () => (await figures()).files);
  metrics.gauge('luoshi_files_bytes', 'Size of the stored files', async () => (await figures()).fileBytes);
  metrics.gauge(
    'luoshi_disk_free_bytes',
    'Free space where the data lies',
    async () => (await freeMb(dataDir)) * 1024 * 1024,
  );
}

/** The proxies that are believed. */
export const proxiesOf = (settings: Settings) => listAddresses(settings.trustProxy);
