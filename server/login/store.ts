// Where does the sign-in library keep what it knows? In our tables, through our one way to PostgreSQL.
import { type CleanedWhere, createAdapterFactory, type CustomAdapter } from 'better-auth/adapters'
import { invariant } from '#kernel/error.ts'
import { isUuid } from '#kernel/fields/uuid-value.ts'
import { join, type Sql, sql } from '#kernel/sql.ts'
import type { Database } from '#server/database/pool.ts'
import { uuid7 } from '#server/records/uuid7.ts'
import { systemWho } from '#server/records/world.ts'
import { hashOf } from './hash.ts'

type Found = Record<string, unknown>

/**
 * The library asks for three models: `user` is the person and only read; `account` is the password's hash;
 * `session` lies under the hash of its token, so that a copy of the database signs nobody in.
 */
export const loginStore = (db: Database) =>
  createAdapterFactory({
    config: {
      adapterId: 'openltc',
      supportsDates: false,
      supportsUUIDs: true,
      customIdGenerator: () => uuid7(Date.now()),
    },
    adapter: () => storeOf(db),
  })

/** The name under which the library knows a person; people's own addresses stay ours to look up. */
export const addressOf = (person: string | null): string => `${person ?? 'nobody'}@person.invalid`

function storeOf(db: Database): CustomAdapter {
  const rows = async (model: string, where: readonly CleanedWhere[] = []): Promise<Found[]> => {
    const asked = equal(where)
    if (model === 'user') return users(db, asked)
    if (model === 'account') return accounts(db, asked)
    return sessions(db, asked)
  }
  const one = async (model: string, where: readonly CleanedWhere[]) =>
    (await rows(model, where))[0] ?? null
  // The library's own type of rows is whatever its caller names.
  return {
    create: async ({ model, data }) => {
      invariant(model === 'session', `the sign-in makes no ${model}`)
      await addSession(db, data)
      return data
    },
    findOne: async <T>({ model, where }: { model: string; where: CleanedWhere[] }) =>
      (await one(model, where)) as T | null,
    findMany: async <T>({ model, where }: { model: string; where?: CleanedWhere[] | undefined }) =>
      (await rows(model, where)) as T[],
    update: async <T>({
      model,
      where,
      update,
    }: {
      model: string
      where: CleanedWhere[]
      update: T
    }) => {
      invariant(model === 'session', `the sign-in changes no ${model}`)
      const { expiresAt, updatedAt } = update as Found
      await db.query(sql`update login_session set expires_at = coalesce(${expiresAt ?? null}::timestamptz, expires_at),
        updated_at = coalesce(${updatedAt ?? null}::timestamptz, updated_at) where ${conditions(equal(where))}`)
      return (await one(model, where)) as T | null
    },
    updateMany: () => unused('updateMany'),
    delete: async ({ model, where }) => {
      await removeSessions(db, model, where)
    },
    deleteMany: ({ model, where }) => removeSessions(db, model, where),
    count: () => unused('count'),
  }
}

const unused = (what: string): never => {
  throw new Error(`the sign-in does not use ${what}`)
}

/** The library only ever asks for equal values here; anything else would be a new version's habit. */
function equal(where: readonly CleanedWhere[]): Found {
  const asked: Found = {}
  for (const { field, value, operator, connector } of where) {
    invariant(operator === 'eq' && connector === 'AND', `the sign-in asks for ${field} ${operator}`)
    asked[field] = value
  }
  return asked
}

async function users(db: Database, { id, email, ...rest }: Found): Promise<Found[]> {
  invariant(Object.keys(rest).length === 0, 'a user is asked for by id or address')
  const person = typeof id === 'string' ? id : String(email).split('@')[0]!
  if (!isUuid(person)) return []
  const found = await db.query<{
    id: string
    name: string
    at: string
  }>(sql`select id, name, created_at as at from person
    where id = ${person}::uuid and active and removed_at is null and id <> ${systemWho.id}::uuid`)
  return found.map((row) => ({
    id: row.id,
    name: row.name,
    email: addressOf(row.id),
    emailVerified: true,
    image: null,
    createdAt: row.at,
    updatedAt: row.at,
  }))
}

async function accounts(
  db: Database,
  { userId, accountId, providerId = 'credential' }: Found,
): Promise<Found[]> {
  const person = userId ?? accountId
  if (providerId !== 'credential' || !isUuid(person)) return []
  const found = await db.query<{ password: string; at: string }>(
    sql`select password, updated_at as at from login_account where person = ${person}::uuid`,
  )
  return found.map((row) => ({
    id: person,
    accountId: person,
    userId: person,
    providerId,
    password: row.password,
    createdAt: row.at,
    updatedAt: row.at,
  }))
}

async function sessions(db: Database, asked: Found): Promise<Found[]> {
  const found =
    await db.query<Found>(sql`select id, person as "userId", token_hash as token, user_agent as "userAgent", '' as "ipAddress",
    created_at as "createdAt", updated_at as "updatedAt", expires_at as "expiresAt" from login_session where ${conditions(asked)} limit 1000`)
  // Who asks by the token gets the token back; it is nowhere else.
  return found.map((row) => ({ ...row, token: asked.token ?? row.token }))
}

function conditions({ id, userId, token, ...rest }: Found): Sql {
  const list: Sql[] = []
  if (id !== undefined) list.push(sql`id = ${id}::uuid`)
  if (userId !== undefined) list.push(sql`person = ${userId}::uuid`)
  if (token !== undefined) list.push(sql`token_hash = ${hashOf(String(token))}`)
  invariant(
    list.length > 0 && Object.keys(rest).length === 0,
    'a session is asked for by token, person or id',
  )
  return join(list, ' and ')
}

const addSession = (db: Database, data: Found) =>
  db.query(sql`insert into login_session (id, token_hash, person, user_agent, created_at, updated_at, expires_at) values
    (${data.id}::uuid, ${hashOf(String(data.token))}, ${data.userId}::uuid, ${String(data.userAgent ?? '').slice(0, 300)},
    ${data.createdAt}::timestamptz, ${data.updatedAt}::timestamptz, ${data.expiresAt}::timestamptz)`)

async function removeSessions(
  db: Database,
  model: string,
  where: readonly CleanedWhere[],
): Promise<number> {
  invariant(model === 'session', `the sign-in removes no ${model}`)
  return (
    await db.query(sql`delete from login_session where ${conditions(equal(where))} returning id`)
  ).length
}
