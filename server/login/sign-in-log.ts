// What happened at the door? One line per sign-in, refusal and change of how one signs in; no secret ever stands in it.
import { sql } from '#kernel/sql.ts'
import type { Asks } from '#server/database/pool.ts'
import { uuid7 } from '#server/writing/uuid7.ts'
import type { Device } from './session.ts'

export const happenings = [
  'signed_in',
  'signed_out',
  'wrong_password',
  'wrong_second',
  'recovery_asked',
  'invited',
  'password_set',
  'totp_added',
  'totp_removed',
  'recovery_codes_made',
  'recovery_code_used',
  'passkey_added',
  'passkey_removed',
  'second_removed',
  'session_ended',
  'sessions_ended',
  'key_made',
  'key_ended',
  'sso_linked',
  'sso_refused',
  'provider_changed',
  'provider_removed',
  'rules_changed',
] as const
export type Happening = (typeof happenings)[number]

export interface Noted {
  readonly kind: Happening
  /** Whose sign-in it is about; null where nobody is known. */
  readonly person: string | null
  /** Who did it, where it was not the person. */
  readonly by?: string | null
  readonly device?: Device | null
  readonly more?: Readonly<Record<string, string | number | boolean>>
}

export const noteLogin = (
  db: Asks,
  { kind, person, by = null, device = null, more }: Noted,
): Promise<unknown> =>
  db.query(sql`insert into login_event (id, at, kind, person, by, address, user_agent, more) values
    (${uuid7(Date.now())}::uuid, now(), ${kind}, ${person}::uuid, ${by}::uuid, ${device?.address ?? null}, ${device?.agent.slice(0, 300) ?? null}, ${more ? JSON.stringify(more) : null}::json)`)

export interface ShownHappening {
  readonly id: string
  readonly at: string
  readonly kind: Happening
  readonly person: { readonly id: string; readonly name: string } | null
  readonly by: { readonly id: string; readonly name: string } | null
  readonly address: string | null
  readonly user_agent: string | null
  readonly more: Readonly<Record<string, string | number | boolean>> | null
}

/** Newest first; of one person, or of everybody. */
export const happeningsOf = (
  db: Asks,
  person: string | null,
  before: string | null = null,
  limit = 50,
): Promise<ShownHappening[]> =>
  db.query<ShownHappening>(sql`select e.id, e.at, e.kind, e.address, e.user_agent, e.more,
    case when e.person is not null then json_build_object('id', e.person, 'name', p.name) end as person, case when e.by is not null then json_build_object('id', e.by, 'name', b.name) end as by
    from login_event e left join person p on p.id = e.person left join person b on b.id = e.by
    where (${person}::uuid is null or e.person = ${person}::uuid) and (${before}::uuid is null or e.id < ${before}::uuid) order by e.id desc limit ${limit}::int`)
