/**
 * How the embedded server is tuned: for a bureau's few dozen people on a small machine beside Node, at most 350 MB
 * together. `durable: false` is for tests, whose data nobody needs after a power cut.
 */
export function settingsOf(place: { socketFolder: string | null; port: number; durable: boolean }): string[] {
  const settings: Record<string, string> = {
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
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
