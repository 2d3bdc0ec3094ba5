// How does an empty system get its company and its first administrator, exactly once?
import { Problems, refuse } from '#kernel/error.ts'
import type { SetupInput } from '#kernel/api/sign-in.ts'
import type { Values } from '#kernel/object.ts'
import { sql } from '#kernel/sql.ts'
import type { Asks, Tx } from '#server/database/pool.ts'
import { insertOf } from '#server/writing/columns.ts'
import { log } from '#server/writing/log.ts'
import { readCompany } from '#server/records/open-world.ts'
import { systemWho, type World } from '#server/world/world.ts'
import { change, create } from '#server/writing/write.ts'
import { hashPassword, storePassword } from './password.ts'
import { weaknessOf } from './password-rules.ts'
import { doingOf } from './people.ts'

/** Nobody can sign in yet. Once someone could, the first page never asks again, whoever has left since. */
export async function setupNeeded(world: Pick<World, 'db'>): Promise<boolean> {
  return needed(world.db)
}

const needed = async (db: Asks): Promise<boolean> =>
  (await db.query(sql`select 1 from login_account limit 1`)).length === 0

/**
 * Makes the company and the first administrator; answers the administrator's id. Refuses `already-set-up` for
 * everybody but the first, also when many ask at once.
 */
export async function setup(world: World, input: SetupInput): Promise<string> {
  return first(world, read(input), false)
}

/** What ADMIN_EMAIL and ADMIN_PASSWORD ask for at the first start. Answers whether it made the administrator. */
export async function setupFromEnvironment(
  world: World,
  { email, password }: { email: string; password: string },
): Promise<{ made: boolean; weak: boolean }> {
  const weak = weaknessOf(password, [email]) !== null
  if (!(await setupNeeded(world))) return { made: false, weak }
  const input: SetupInput = {
    company: '我的公司',
    name: '系统管理员',
    email,
    password,
    sample: false,
    language: 'zh',
  }
  try {
    await first(world, input, true)
    return { made: true, weak }
  } catch (error) {
    // Another process of the same start was quicker.
    if (!(await setupNeeded(world))) return { made: false, weak }
    throw error
  }
}

async function first(world: World, input: SetupInput, weakAllowed: boolean): Promise<string> {
  if (!(await setupNeeded(world))) refuse('already-set-up')
  const problems = new Problems()
  const weakness = weaknessOf(input.password, [input.name, input.email, input.company])
  if (weakness && (!weakAllowed || weakness.code === 'too-long'))
    problems.add('password', weakness.code, weakness.details)
  problems.done()
  await ensureSystemPerson(world)
  const hash = await hashPassword(input.password)
  const id = await world.db.transaction(async (tx) => {
    await tx.query(sql`select pg_advisory_xact_lock(hashtext('openltc setup'))`)
    if (!(await needed(tx))) refuse('already-set-up')
    const { company: name, language, currency, zone } = input
    await nameCompany(world, tx, {
      name,
      language,
      ...(currency && { currency }),
      ...(zone && { zone }),
      // The public holidays that we know are those of the renminbi's country.
      ...(currency && currency !== 'CNY' && { holidays: 'none' }),
    })
    const doing = doingOf(world, tx, systemWho)
    const person = {
      name: input.name,
      email: input.email,
      roles: ['admin'],
      language: input.language,
      active: true,
      owner: null,
    }
    const made = await create(doing, 'person', person, 'person')
    await storePassword(tx, made, hash)
    return made
  })
  await readCompany(world)
  return id
}

/** The one row of the company: made where there is none, else named as the first administrator says. */
async function nameCompany(world: World, tx: Tx, values: Values): Promise<void> {
  const doing = doingOf(world, tx, systemWho)
  const [row] = await tx.query<{ id: string }>(
    sql`select id from company where removed_at is null order by id limit 1`,
  )
  if (row) await change(doing, 'company', row.id, values, 'action')
  else await create(doing, 'company', values, 'action')
}

/** The row of `person` in whose name the system itself writes; nobody can sign in as it. May be asked at every start. */
export async function ensureSystemPerson(world: World): Promise<void> {
  const object = world.app.objects.person!
  const there = (asks: Asks) =>
    asks.query(sql`select 1 from person where id = ${systemWho.id}::uuid`)
  if ((await there(world.db)).length) return
  await world.db.transaction(async (tx) => {
    await tx.query(sql`select pg_advisory_xact_lock(hashtext('openltc setup'))`)
    if ((await there(tx)).length) return
    const at = world.now().toISOString()
    const { id, name, language } = systemWho
    const row = {
      id,
      name,
      language,
      active: false,
      version: 1,
      created_at: at,
      created_by: id,
      updated_at: at,
      updated_by: id,
    }
    await tx.query(insertOf(object, row))
    await log(
      doingOf(world, tx, systemWho),
      { object: 'person', record: id, deed: 'create', version: 1, changes: { name: [null, name] } },
      row,
    )
  })
}

/** The input as texts; every problem at once. The record room asks the rest (e-mail, lengths). */
function read(input: SetupInput): SetupInput {
  const problems = new Problems()
  const given: Partial<Record<keyof SetupInput, unknown>> =
    typeof input === 'object' && input !== null ? input : {}
  const text = (name: keyof SetupInput): string => {
    const value = given[name]
    if (value === undefined || value === null || (typeof value === 'string' && value.trim() === ''))
      problems.add(name, 'required')
    else if (typeof value !== 'string')
      problems.add(name, 'wrong-type', { expected: { zh: '文本', en: 'text' } })
    return typeof value === 'string' ? value : ''
  }
  const optional = (name: 'currency' | 'zone'): string | undefined =>
    given[name] === undefined || given[name] === null ? undefined : text(name)
  const result: SetupInput = {
    currency: optional('currency'),
    zone: optional('zone'),
    company: text('company'),
    name: text('name'),
    email: text('email'),
    password: text('password'),
    sample: given.sample === true,
    language: given.language === 'en' ? 'en' : 'zh',
  }
  problems.done()
  return result
}
