// With which settings does the embedded PostgreSQL run?

import { totalmem } from 'node:os'

const mega = 1024 * 1024

/**
 * Settings for a machine of 2–4 GB that does other things as well. What keeps data safe (fsync,
 * synchronous_commit, full_page_writes) is said here although it is the default, so that no file in
 * the data folder can turn it off.
 */
export function serverFlags(listen: {
  socketFolder: string | undefined
  port: number
  archiveCommand: string | undefined
}): string[] {
  const memory = Math.floor(memoryBytes() / mega)
  const settings: Record<string, string | number> = {
    listen_addresses: listen.socketFolder === undefined ? '127.0.0.1' : '',
    unix_socket_directories: listen.socketFolder ?? '',
    unix_socket_permissions: '0700',
    port: listen.port,
    max_connections: 100,
    shared_buffers: `${Math.max(32, Math.min(256, Math.floor(memory / 8)))}MB`,
    work_mem: '16MB',
    maintenance_work_mem: '128MB',
    effective_cache_size: `${Math.max(128, Math.floor(memory / 2))}MB`,
    max_wal_size: '2GB',
    random_page_cost: '1.1',
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    // A piece of the log is stored after a minute at the latest: that much can be lost with the disk.
    ...(listen.archiveCommand === undefined
      ? {}
      : { archive_mode: 'on', archive_command: listen.archiveCommand, archive_timeout: '60s' }),
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    logging_collector: 'off',
    log_destination: 'stderr',
  }
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

/** What the machine has, or what a container may take of it. */
function memoryBytes(): number {
  const allowed = process.constrainedMemory()
  return allowed > 0 ? Math.min(allowed, totalmem()) : totalmem()
}
