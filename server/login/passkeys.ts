// How does a passkey (WebAuthn) sign somebody in? The device proves that it has the private key and that its owner was there.
import type {
  AuthenticationResponseJSON,
  AuthenticatorTransport,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server'
import { refuse } from '#kernel/error.ts'
import { sql } from '#kernel/sql.ts'
import type { Asks } from '#server/database/pool.ts'

/** Seventy modules that only a process with passkeys needs. */
const library = () => import('@simplewebauthn/server')

/** For which site a passkey is: the browser binds it to the name, we ask for the very origin. */
export interface Site {
  readonly name: string
  readonly host: string
  readonly origin: string
}

export interface ShownPasskey {
  readonly id: string
  readonly name: string
  /** Kept in an account of its owner (phone, browser), not on one device alone. */
  readonly synced: boolean
  readonly created_at: string
  readonly last_used_at: string | null
}

interface Passkey {
  readonly id: string
  readonly person: string
  readonly public_key: string
  readonly counter: string | number
  readonly transports: string
}

export const passkeysOf = (db: Asks, person: string): Promise<ShownPasskey[]> =>
  db.query<ShownPasskey>(
    sql`select id, name, synced, created_at, last_used_at from login_passkey where person = ${person}::uuid order by created_at`,
  )

const transportsOf = (text: string): AuthenticatorTransport[] =>
  text.split(' ').filter(Boolean) as AuthenticatorTransport[]

/** What the browser needs to make a new passkey. It is asked to know its owner: so it is a whole sign-in. */
export async function askForNew(
  db: Asks,
  site: Site,
  person: { id: string; name: string; email: string },
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const known = await db.query<Passkey>(
    sql`select id, transports from login_passkey where person = ${person.id}::uuid`,
  )
  return (await library()).generateRegistrationOptions({
    rpName: site.name,
    rpID: site.host,
    userName: person.email,
    userDisplayName: person.name,
    userID: new TextEncoder().encode(person.id),
    attestationType: 'none',
    excludeCredentials: known.map((one) => ({
      id: one.id,
      transports: transportsOf(one.transports),
    })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
}

/** Keeps the new passkey; `wrong-passkey` where the answer is not to our challenge, for our site. */
export async function addPasskey(
  db: Asks,
  site: Site,
  person: string,
  challenge: string,
  name: string,
  answer: unknown,
): Promise<string> {
  const found = await (
    await library()
  )
    .verifyRegistrationResponse({
      response: answer as RegistrationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: site.origin,
      expectedRPID: site.host,
      requireUserVerification: true,
    })
    .catch(() => refuse('wrong-passkey'))
  if (!found.verified) refuse('wrong-passkey')
  const { credential, credentialBackedUp } = found.registrationInfo
  const rows =
    await db.query(sql`insert into login_passkey (id, person, name, public_key, counter, transports, synced, created_at) values
    (${credential.id}, ${person}::uuid, ${name}, ${Buffer.from(credential.publicKey).toString('base64url')}, ${credential.counter}::bigint,
    ${(credential.transports ?? []).join(' ')}, ${credentialBackedUp}::boolean, now()) on conflict (id) do nothing returning id`)
  if (rows.length === 0) refuse('wrong-passkey')
  return credential.id
}

/** What the browser needs to show a passkey; of one person, or whichever its owner chooses. */
export async function askForAny(
  db: Asks,
  site: Site,
  person: string | null,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const known =
    person === null
      ? []
      : await db.query<Passkey>(
          sql`select id, transports from login_passkey where person = ${person}::uuid`,
        )
  return (await library()).generateAuthenticationOptions({
    rpID: site.host,
    userVerification: 'required',
    allowCredentials: known.map((one) => ({
      id: one.id,
      transports: transportsOf(one.transports),
    })),
  })
}

/** Whose passkey answered our challenge; `wrong-passkey` for anything else. */
export async function personOfPasskey(
  db: Asks,
  site: Site,
  challenge: string,
  answer: unknown,
): Promise<string> {
  const id = typeof answer === 'object' && answer !== null ? (answer as { id?: unknown }).id : null
  const [row] =
    typeof id === 'string' && id.length < 2000
      ? await db.query<Passkey>(
          sql`select id, person, public_key, counter, transports from login_passkey where id = ${id}`,
        )
      : []
  if (!row) return refuse('wrong-passkey')
  const found = await (
    await library()
  )
    .verifyAuthenticationResponse({
      response: answer as AuthenticationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: site.origin,
      expectedRPID: site.host,
      requireUserVerification: true,
      credential: {
        id: row.id,
        publicKey: new Uint8Array(Buffer.from(row.public_key, 'base64url')),
        counter: Number(row.counter),
        transports: transportsOf(row.transports),
      },
    })
    .catch(() => refuse('wrong-passkey'))
  if (!found.verified) refuse('wrong-passkey')
  await db.query(
    sql`update login_passkey set counter = ${found.authenticationInfo.newCounter}::bigint, last_used_at = now() where id = ${row.id}`,
  )
  return row.person
}

/** Removes a passkey of the person; `not-found` where they have no such. Answers its name. */
export async function removePasskey(db: Asks, person: string, id: string): Promise<string> {
  const [row] = await db.query<{ name: string }>(
    sql`delete from login_passkey where id = ${id} and person = ${person}::uuid returning name`,
  )
  return row?.name ?? refuse('not-found', { what: { zh: '通行密钥', en: 'passkey' } })
}
