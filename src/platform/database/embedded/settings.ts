import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { giveTo, type Place } from './place';

/** Where the server listens (a null folder: on the loopback instead), and whether its data must survive a power cut. */
export type Listening = { socketFolder: string | null; port: number; durable: boolean };

/**
 * Writes the settings of the embedded server, anew at each start, and returns the file. An administrator's own go into
 * `own.conf` beside it, which is read last.
 */
export function writeSettings(place: Place, listening: Listening): string {
  const file = join(place.home, 'postgresql.conf');
  const own = join(place.home, 'own.conf');
  const lines = Object.entries(settingsOf(listening)).map(([name, value]) => `${name} = ${quote(value)}`);
  writeFileSync(file, `${lines.join('\n')}\ninclude_if_exists = ${quote(own)}\n`, { mode: 0o600 });
  giveTo(place.runAs, file);
  return file;
}

const quote = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** Tuned for a bureau's few dozen people on a small machine beside Node: at most 350 MB together. */
function settingsOf(place: Listening): Record<string, string> {
  return {
    listen_addresses: place.socketFolder ? '' : '127.0.0.1',
    port: String(place.port),
    ...(place.socketFolder && { unix_socket_directories: place.socketFolder, unix_socket_permissions: '0700' }),
    max_connections: '60',
    shared_buffers: '64MB',
    work_mem: '8MB',
    maintenance_work_mem: '64MB',
    effective_cache_size: '512MB',
    huge_pages: 'off',
    jit: 'off',
    // Reading ahead by worker processes costs memory and gains nothing on a database that fits the cache.
    io_method: 'sync',
    max_worker_processes: '4',
    max_parallel_workers: '2',
    max_parallel_workers_per_gather: '1',
    autovacuum_max_workers: '2',
    random_page_cost: '1.1',
    // Nobody replicates from it, so the log of changes need not carry what only a replica needs.
    wal_level: 'minimal',
    max_wal_senders: '0',
    max_logical_replication_workers: '0',
    max_wal_size: '512MB',
    min_wal_size: '80MB',
    wal_compression: 'on',
    fsync: place.durable ? 'on' : 'off',
    full_page_writes: place.durable ? 'on' : 'off',
    synchronous_commit: place.durable ? 'on' : 'off',
    password_encryption: 'scram-sha-256',
    timezone: 'Asia/Shanghai',
    log_timezone: 'Asia/Shanghai',
    log_checkpoints: 'off',
    log_line_prefix: '%m [%p] ',
    logging_collector: 'off',
  };
}
