// What does one need to know to reach a database, and how is a connection of ours set up?

import type { ClientConfig } from 'pg'

/** Where a PostgreSQL listens. `host` that starts with `/` is the folder of a unix socket. */
export interface ConnectionSettings {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly database: string
  readonly password?: string
}

/** Either the parts (embedded server) or an address (`postgres://…`, an external one). */
export type Target =
  | { readonly connection: ConnectionSettings; readonly url?: undefined }
  | { readonly url: string; readonly connection?: undefined }

/** How long a statement may run and wait for a lock, in ms, unless the caller says otherwise. */
export const limits = {
  /** Below the silence limit, so that PostgreSQL itself gives up first and the connection survives. */
  statementMs: 4_500,
  lockMs: 3_000,
  /** Nothing heard for this long although something was asked: the link or the server is dead. */
  silenceMs: 5_000,
  connectMs: 4_000,
  /** A process that froze, or whose link died unseen, holds its rows no longer than this; a call to the outside fits in. */
  idleInTransactionMs: 25_000,
} as const

/**
 * The settings for the driver. The workspace is chosen by search_path here and nowhere else.
 * Times travel in UTC and ISO form whatever the server's own defaults are.
 */
export function clientConfig(target: Target, schema: string | null, name: string): ClientConfig {
  if (target.url !== undefined && /[?&]options=/.test(target.url))
    throw new Error('DATABASE_URL may not carry "options": the search path is set by the program')
  const flags: [string, string | number][] = [
    ['timezone', 'UTC'],
    ['datestyle', 'ISO'],
    ['statement_timeout', limits.statementMs],
    ['lock_timeout', limits.lockMs],
    ['idle_in_transaction_session_timeout', limits.idleInTransactionMs],
  ]
  if (schema !== null) flags.push(['search_path', `"${schema.replaceAll('"', '""')}"`])
  const where: ClientConfig =
    target.url !== undefined
      ? { connectionString: target.url }
      : { ...target.connection, ssl: false }
  return {
    ...where,
    application_name: name,
    options: flags.map(([key, value]) => `-c ${key}=${escaped(String(value))}`).join(' '),
    keepAlive: true,
    pipeline: true,
  }
}

/** In the options of the startup packet a blank and a backslash are escaped by a backslash. */
const escaped = (text: string): string => text.replace(/[\\\s]/g, '\\$&')
