// When is a backup made by itself, where does it go, how many are kept, and how did the last one end?
import { Problems } from '#kernel/error.ts'
import { sql } from '#kernel/sql.ts'
import { isAbsolute } from 'node:path'
import type { Asks } from '#server/database/pool.ts'
import { jsonObject } from '#kernel/json.ts'

export interface BackupPlan {
  /** Time of day in the company's zone, `02:30`. */
  readonly at: string
  readonly folder: string
  readonly keep: number
  readonly sealed: boolean
}

export interface BackupResult {
  readonly at: string
  readonly file: string | null
  readonly bytes: number | null
  readonly rows: number | null
  readonly files: number | null
  /** It was read again from disk and every sum was right. */
  readonly verified: boolean
  /** When a backup was last restored into an empty place and every check held there. */
  readonly restored_at: string | null
  readonly error: { readonly zh: string; readonly en: string } | null
}

/** The plan; null where backups are made by hand only. */
export const readPlan = (asks: Asks): Promise<BackupPlan | null> =>
  read<BackupPlan>(asks, 'backup_plan')
export const lastResult = (asks: Asks): Promise<BackupResult | null> =>
  read<BackupResult>(asks, 'backup_last')

async function read<T>(asks: Asks, name: string): Promise<T | null> {
  const [row] = await asks.query<{ value: T | null }>(
    sql`select value from setting where name = ${name}`,
  )
  return row?.value ?? null
}

/** Null ends the plan. Every process sets its clock again when it hears of it. */
export async function setPlan(asks: Asks, plan: BackupPlan | null): Promise<void> {
  if (plan === null) await asks.query(sql`delete from setting where name = 'backup_plan'`)
  else await write(asks, 'backup_plan', plan)
}

export const setResult = (asks: Asks, result: BackupResult): Promise<void> =>
  write(asks, 'backup_last', result)

async function write(asks: Asks, name: string, value: object): Promise<void> {
  await asks.query(
    sql`insert into setting (name, value) values (${name}, ${JSON.stringify(value)}::json) on conflict (name) do update set value = excluded.value`,
  )
}

/** The plan as somebody gave it, with every problem at once. */
export function planOf(given: unknown): BackupPlan {
  const problems = new Problems()
  const body = jsonObject(given)
  problems.onlyKnown(body, ['at', 'folder', 'keep', 'sealed'])
  const { at, folder, keep = 14, sealed = true } = body
  if (typeof at !== 'string' || !/^([01]\d|2[0-3]):[0-5]\d$/.test(at))
    problems.add('at', 'wrong-type', { expected: '02:30' })
  if (
    typeof folder !== 'string' ||
    !isAbsolute(folder) ||
    folder.length > 1000 ||
    folder.includes('\0')
  )
    problems.add('folder', 'wrong-type', { expected: { zh: '绝对路径', en: 'an absolute path' } })
  if (typeof keep !== 'number' || !Number.isInteger(keep) || keep < 1 || keep > 1000)
    problems.add('keep', 'wrong-type', {
      expected: { zh: '1 到 1000 的整数', en: 'a whole number from 1 to 1000' },
    })
  if (typeof sealed !== 'boolean')
    problems.add('sealed', 'wrong-type', { expected: 'true / false' })
  problems.done()
  return {
    at: at as string,
    folder: folder as string,
    keep: keep as number,
    sealed: sealed as boolean,
  }
}

export const cronOf = ({ at }: BackupPlan): string =>
  `${Number(at.slice(3))} ${Number(at.slice(0, 2))} * * *`
