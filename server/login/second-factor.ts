// Who needs a second factor, and who has one?
import { Problems, refuse } from '#kernel/error.ts'
import { sql } from '#kernel/sql.ts'
import type { Asks } from '#server/database/pool.ts'
import { jsonObject } from '#kernel/json.ts'

/** What a person can prove themselves with beside the password. */
export interface Factors {
  readonly totp: boolean
  readonly passkeys: number
  /** Codes on paper that are left. */
  readonly recovery: number
}

export async function factorsOf(db: Asks, person: string): Promise<Factors> {
  const [row] =
    await db.query<Factors>(sql`select exists (select 1 from login_totp where person = ${person}::uuid) as totp,
    (select count(*)::int from login_passkey where person = ${person}::uuid) as passkeys, (select count(*)::int from login_recovery where person = ${person}::uuid) as recovery`)
  return row!
}

export const hasSecond = ({ totp, passkeys }: Factors): boolean => totp || passkeys > 0

/** Takes every second factor of the person away; answers whether there was any. */
export async function removeSecond(tx: Asks, person: string): Promise<boolean> {
  const gone = await Promise.all([
    tx.query(sql`delete from login_totp where person = ${person}::uuid returning 1`),
    tx.query(sql`delete from login_passkey where person = ${person}::uuid returning 1`),
    tx.query(sql`delete from login_recovery where person = ${person}::uuid returning 1`),
  ])
  return gone.some((rows) => rows.length > 0)
}

/** Codes on paper are for when the other factor is lost: without one they go. */
export async function tidyRecovery(tx: Asks, person: string): Promise<void> {
  if (!hasSecond(await factorsOf(tx, person)))
    await tx.query(sql`delete from login_recovery where person = ${person}::uuid`)
}

/** The company's rules for signing in. */
export interface SignInRules {
  /** Whoever has one of these roles signs in with a second factor; `*` = everybody. */
  readonly second_factor_roles: readonly string[]
}

const setting = 'sign_in_rules'

export async function readRules(db: Asks): Promise<SignInRules> {
  const [row] = await db.query<{ value: Partial<SignInRules> }>(
    sql`select value from setting where name = ${setting}`,
  )
  return { second_factor_roles: row?.value.second_factor_roles ?? [] }
}

/** Reads the rules as given; every problem at once. */
export function rulesOf(given: unknown, roles: readonly string[]): SignInRules {
  const problems = new Problems()
  const body = jsonObject(given)
  problems.onlyKnown(body, ['second_factor_roles'])
  const list = body.second_factor_roles
  if (!Array.isArray(list)) problems.add('second_factor_roles', 'wrong-type', { expected: '["…"]' })
  else
    for (const [i, role] of list.entries())
      if (role !== '*' && !roles.includes(role as string))
        problems.add(`second_factor_roles[${i}]`, 'not-a-choice', {
          value: String(role).slice(0, 60),
        })
  problems.done()
  return { second_factor_roles: [...new Set(list as string[])] }
}

export const storeRules = (tx: Asks, rules: SignInRules): Promise<unknown> =>
  tx.query(
    sql`insert into setting (name, value) values (${setting}, ${JSON.stringify(rules)}::json) on conflict (name) do update set value = excluded.value`,
  )

export const needsSecond = (rules: SignInRules, roles: readonly string[]): boolean =>
  rules.second_factor_roles.some((one) => one === '*' || roles.includes(one))

/** Whoever asks others for a second factor has used one: else the rule would shut its maker out at once. */
export function mustHaveUsedIt(
  rules: SignInRules,
  roles: readonly string[],
  usedSecond: boolean,
): void {
  if (needsSecond(rules, roles) && !usedSecond) refuse('second-factor-first')
}
