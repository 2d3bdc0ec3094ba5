// What did whoever starts the server say? The environment, read in this one place.
import { resolve } from 'node:path'
import { readStoreSetting, type StoreSetting, wrongStoreSetting } from './files/store-setting.ts'

export interface Settings {
  readonly port: number
  readonly host: string
  readonly dataFolder: string
  readonly databaseUrl: string | null
  /** Where files are kept; null: in the data folder. */
  readonly store: StoreSetting | null
  readonly admin: { readonly email: string; readonly password: string } | null
  readonly sample: 'demo' | null
  readonly logLevel: string
  /** The address people use, where a proxy stands in front. */
  readonly baseUrl: string | null
  /** The workspace's schema. */
  readonly schema: string
  readonly smtpUrl: string | null
  /** Signs sessions, where several machines share a database; else one is made in the data folder. */
  readonly secret: string | null
  /** Seals backups; else the one in the data folder does. */
  readonly backupPassphrase: string | null
  /** The secret before that one, for one start after it was replaced. */
  readonly secretBefore: string | null
  /** False: this process answers people and leaves jobs to others on the same database. */
  readonly works: boolean
}

/** Reads the environment; a sentence for each value that makes no sense. */
export function readSettings(
  env: Readonly<Record<string, string | undefined>>,
): { settings: Settings } | { wrong: string[] } {
  const wrong: string[] = []
  const port = Number(env.PORT || 3000)
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    wrong.push(`PORT 应为 1–65535 的整数 / PORT must be a number from 1 to 65535: ${env.PORT}`)
  const email = env.ADMIN_EMAIL?.trim()
  if (!!email !== !!env.ADMIN_PASSWORD)
    wrong.push(
      'ADMIN_EMAIL 与 ADMIN_PASSWORD 须同时设置 / ADMIN_EMAIL and ADMIN_PASSWORD go together',
    )
  if (env.SAMPLE && env.SAMPLE !== 'demo')
    wrong.push(`SAMPLE 只能是 demo / SAMPLE can only be demo: ${env.SAMPLE}`)
  if (env.JOBS && !['on', 'off'].includes(env.JOBS))
    wrong.push(`JOBS 只能是 on 或 off / JOBS can only be on or off: ${env.JOBS}`)
  if (
    env.DATABASE_URL &&
    !(/^postgres(ql)?:\/\//.test(env.DATABASE_URL) && URL.canParse(env.DATABASE_URL))
  )
    wrong.push(
      'DATABASE_URL 应形如 postgres://user:password@host:5432/database / DATABASE_URL must look like postgres://user:password@host:5432/database',
    )
  if (env.BASE_URL && !(/^https?:\/\//.test(env.BASE_URL) && URL.canParse(env.BASE_URL)))
    wrong.push(
      `BASE_URL 应形如 https://crm.example.com / BASE_URL must look like https://crm.example.com: ${env.BASE_URL}`,
    )
  const store = env.FILES_URL ? readStoreSetting(env.FILES_URL) : null
  if (env.FILES_URL && !store) wrong.push(wrongStoreSetting)
  const schema = env.OPENLTC_SCHEMA ?? 'openltc'
  if (!/^[a-z][a-z0-9_]{0,40}$/.test(schema))
    wrong.push(`OPENLTC_SCHEMA 无效 / is not valid: ${schema}`)
  if (wrong.length) return { wrong }
  return {
    settings: {
      port,
      host: env.HOST || '127.0.0.1',
      dataFolder: resolve(env.DATA_DIR || './data'),
      databaseUrl: env.DATABASE_URL || null,
      store,
      admin: email ? { email, password: env.ADMIN_PASSWORD! } : null,
      sample: env.SAMPLE === 'demo' ? 'demo' : null,
      works: env.JOBS !== 'off',
      backupPassphrase: env.BACKUP_PASSPHRASE || null,
      logLevel: env.LOG_LEVEL || 'warn',
      baseUrl: env.BASE_URL || null,
      schema,
      smtpUrl: env.SMTP_URL || null,
      secret: env.OPENLTC_SECRET || null,
      secretBefore: env.OPENLTC_SECRET_BEFORE || null,
    },
  }
}
