// Which other houses may vouch for people (OpenID Connect), and how far are they believed?
import { Problems, refuse } from '#kernel/error.ts'
import { sql } from '#kernel/sql.ts'
import type { Asks } from '#server/database/pool.ts'
import { jsonObject } from '#kernel/json.ts'
import { seal, type SealSecrets, unseal } from './seal.ts'

export interface ProviderSettings {
  readonly scopes: string
  /** It is in the company's own network: its very origin may be called although the address is a private one. */
  readonly intranet: boolean
  /** It only knows addresses that it has verified itself, and does not say so with each. */
  readonly trust_email: boolean
  /** It asks for a second factor itself, so that we need not. */
  readonly second_factor: boolean
  /** Whom we do not know yet gets an account with these roles; null: is turned away. */
  readonly create_roles: readonly string[] | null
  readonly paused: boolean
}

export interface Provider {
  /** Part of the addresses, `/api/auth/sso/<name>/callback`; never changes. */
  readonly name: string
  readonly label: string
  readonly issuer: string
  readonly client_id: string
  readonly settings: ProviderSettings
}
/** As administrators see it: the secret is never shown again. */
export interface ShownProvider extends Provider {
  readonly people: number
}

const columns = sql`name, label, issuer, client_id, settings`

export const listProviders = (db: Asks): Promise<ShownProvider[]> =>
  db.query<ShownProvider>(
    sql`select ${columns}, (select count(*)::int from login_identity i where i.provider = p.name) as people from login_provider p order by label, name`,
  )

/** The provider with its secret, for calling it; null where there is none. */
export async function providerAt(
  db: Asks,
  secrets: SealSecrets,
  name: string,
): Promise<(Provider & { client_secret: string | null }) | null> {
  const [row] = await db.query<Provider & { secret: string }>(
    sql`select ${columns}, secret from login_provider where name = ${name}`,
  )
  if (!row) return null
  const { secret, ...provider } = row
  return { ...provider, client_secret: unseal(secrets, `provider ${name}`, secret) }
}

export interface GivenProvider extends Provider {
  /** Absent at a change: it stays. */
  readonly client_secret?: string
}

export async function addProvider(
  db: Asks,
  secrets: SealSecrets,
  { client_secret, ...given }: GivenProvider,
): Promise<void> {
  const rows =
    await db.query(sql`insert into login_provider (name, label, issuer, client_id, secret, settings, created_at) values (${given.name}, ${given.label}, ${given.issuer}, ${given.client_id},
    ${seal(secrets, `provider ${given.name}`, client_secret ?? '')}, ${JSON.stringify(given.settings)}::json, now()) on conflict do nothing returning name`)
  if (rows.length === 0) refuse('already-used', { field: 'name', value: given.name })
}

export async function changeProvider(
  db: Asks,
  secrets: SealSecrets,
  { client_secret, ...given }: GivenProvider,
): Promise<void> {
  const sealed =
    client_secret === undefined ? null : seal(secrets, `provider ${given.name}`, client_secret)
  const rows =
    await db.query(sql`update login_provider set label = ${given.label}, issuer = ${given.issuer}, client_id = ${given.client_id}, secret = coalesce(${sealed}, secret),
    settings = ${JSON.stringify(given.settings)}::json where name = ${given.name} returning name`)
  if (rows.length === 0) refuse('not-found', { what: { zh: '单点登录', en: 'provider' } })
}

/** Removes it with everybody's link to it. */
export async function removeProvider(tx: Asks, name: string): Promise<void> {
  await tx.query(sql`delete from login_identity where provider = ${name}`)
  const rows = await tx.query(sql`delete from login_provider where name = ${name} returning name`)
  if (rows.length === 0) refuse('not-found', { what: { zh: '单点登录', en: 'provider' } })
}

const words = ['name', 'label', 'issuer', 'client_id', 'client_secret', 'scopes'] as const
const yesNos = ['intranet', 'trust_email', 'second_factor', 'paused'] as const

/** Reads what an administrator typed, every problem at once. `before`: what is not given stays. */
export function providerOf(
  body: unknown,
  roles: readonly string[],
  before: Provider | null,
): GivenProvider {
  const given = jsonObject(body)
  const problems = new Problems()
  problems.onlyKnown(given, [...words, ...yesNos, 'create_roles'])
  const text = (name: (typeof words)[number], old: string | undefined, max: number): string => {
    const value = given[name] ?? old ?? ''
    if (typeof value !== 'string' || !value.isWellFormed() || /[\0-\x1f]/.test(value))
      problems.add(name, 'wrong-type', { expected: { zh: '文本', en: 'text' } })
    else if (value.trim() === '') problems.add(name, 'required')
    else if (value.length > max) problems.add(name, 'too-long', { max })
    else return value.trim()
    return ''
  }
  const yesNo = (name: (typeof yesNos)[number]): boolean => {
    const value = given[name] ?? before?.settings[name] ?? false
    if (typeof value !== 'boolean') problems.add(name, 'wrong-type', { expected: 'true / false' })
    return value === true
  }
  const name = before?.name ?? text('name', undefined, 40)
  if (name && !/^[a-z][a-z0-9-]*$/.test(name))
    problems.add('name', 'wrong-type', { expected: 'a-z 0-9 -' })
  const intranet = yesNo('intranet')
  const issuer = text('issuer', before?.issuer, 500)
  const url = issuer && URL.canParse(issuer) ? new URL(issuer) : null
  // Outside the company's own network nothing goes over an open line.
  if (
    issuer &&
    (!url ||
      !(url.protocol === 'https:' || (intranet && url.protocol === 'http:')) ||
      url.username ||
      url.search ||
      url.hash)
  )
    problems.add('issuer', 'wrong-type', { expected: 'https://…' })
  const create =
    given.create_roles === undefined ? (before?.settings.create_roles ?? null) : given.create_roles
  if (
    create !== null &&
    (!Array.isArray(create) || create.some((role) => typeof role !== 'string'))
  )
    problems.add('create_roles', 'wrong-type', { expected: '["…"]' })
  // Whoever another house makes up must not administer this one.
  else if (create)
    for (const [i, role] of (create as string[]).entries())
      if (!roles.includes(role) || role === 'admin')
        problems.add(`create_roles[${i}]`, 'not-a-choice', { value: role.slice(0, 60) })
  const result: GivenProvider = {
    name,
    issuer,
    label: text('label', before?.label, 60),
    client_id: text('client_id', before?.client_id, 300),
    ...(before && given.client_secret === undefined
      ? {}
      : { client_secret: text('client_secret', undefined, 1000) }),
    settings: {
      scopes: text('scopes', before?.settings.scopes ?? 'openid email profile', 300),
      intranet,
      trust_email: yesNo('trust_email'),
      second_factor: yesNo('second_factor'),
      create_roles: create as readonly string[] | null,
      paused: yesNo('paused'),
    },
  }
  if (result.settings.scopes && !result.settings.scopes.split(/\s+/).includes('openid'))
    problems.add('scopes', 'wrong-type', { expected: 'openid …' })
  problems.done()
  return result
}
