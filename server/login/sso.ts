// How does another house vouch for somebody? OpenID Connect: code with PKCE, state, nonce, and the issuer it was configured with.
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Configuration, CustomFetch } from 'openid-client'
import { Refusal, refuse } from '#kernel/error.ts'
import { sql } from '#kernel/sql.ts'
import { isIntranet, isPrivate } from '#server/outgoing/private-address.ts'
import { type Door, publicDoor, sendOut } from '#server/outgoing/send-out.ts'
import { systemWho } from '#server/world/world.ts'
import { awayCookie, awayOf } from './cookie.ts'
import { createPerson } from './people.ts'
import { personAt } from './person-at.ts'
import { type Provider, providerAt } from './providers.ts'
import { afterFirst, type Hands, type Step } from './sign-in.ts'
import { noteLogin } from './sign-in-log.ts'
import { issue, take } from './tickets.ts'

/** Only addresses of this window: an address of elsewhere would lead people astray. */
export const ownPath = (next: unknown): string =>
  typeof next === 'string' && next.length < 1000 && /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(next)
    ? next
    : '/'

/** Public addresses; and, where an administrator said so, the issuer's very origin in the company's own network. */
const doorTo = ({ issuer, settings }: Provider): Door => {
  const own = new URL(issuer).origin
  return {
    ...publicDoor,
    forbidden: (address, url) =>
      isPrivate(address) && !(settings.intranet && url.origin === own && isIntranet(address)),
  }
}

/** Needed only where somebody signs in by another house. */
const library = () => import('openid-client')

/** What the provider says of itself, asked anew now and then; and how it is called: through the one door. */
async function configurationOf(
  provider: Provider & { client_secret: string | null },
): Promise<Configuration> {
  const oidc = await library()
  const door = doorTo(provider)
  const fetchOut: CustomFetch = async (url, { method, headers, body }) => {
    const answer = await sendOut(
      url,
      {
        method: method === 'GET' ? 'GET' : 'POST',
        headers,
        follow: false,
        ...(body ? { body: typeof body === 'string' ? body : String(body) } : {}),
      },
      door,
    )
    return new Response(answer.status === 204 ? null : answer.text, {
      status: answer.status,
      headers: { 'content-type': answer.type },
    })
  }
  const options = {
    [oidc.customFetch]: fetchOut,
    timeout: 10,
    execute: [
      // The library trusts the line for who signed; on a line of the company's network anybody could have.
      oidc.enableNonRepudiationChecks,
      ...(new URL(provider.issuer).protocol === 'http:' ? [oidc.allowInsecureRequests] : []),
    ],
  }
  try {
    return await oidc.discovery(
      new URL(provider.issuer),
      provider.client_id,
      provider.client_secret ?? '',
      undefined,
      options,
    )
  } catch (error) {
    return refuse('sso-unreachable', { issuer: provider.issuer, reason: reasonOf(error) })
  }
}

/** What went wrong, without what the other house wrote. */
const reasonOf = (error: unknown): string => {
  if (error instanceof Refusal) return error.message
  const { cause, code } = error as { cause?: unknown; code?: unknown }
  if (cause instanceof Refusal) return cause.message
  return typeof code === 'string' ? code : error instanceof Error ? error.name : 'error'
}

/** Reads the provider's configuration, for an administrator who has just typed it. */
export async function checkProvider(
  provider: Provider & { client_secret: string | null },
): Promise<{ issuer: string; authorization_endpoint: string }> {
  const { issuer, authorization_endpoint } = (await configurationOf(provider)).serverMetadata()
  if (!authorization_endpoint)
    refuse('sso-unreachable', { issuer: provider.issuer, reason: 'authorization_endpoint' })
  return { issuer, authorization_endpoint }
}

const found = async (
  hands: Hands,
  name: string,
): Promise<Provider & { client_secret: string | null }> => {
  const provider = await providerAt(hands.db, hands.secrets(), name)
  return provider && !provider.settings.paused
    ? provider
    : refuse('not-found', { what: { zh: '单点登录', en: 'provider' } })
}

/** Sends the browser to the provider. What belongs to the answer waits under a token that only this browser has. */
export async function goAway(
  hands: Hands,
  request: FastifyRequest,
  reply: FastifyReply,
  name: string,
  next: string,
  again: boolean,
): Promise<string> {
  const provider = await found(hands, name)
  const [oidc, configuration] = await Promise.all([library(), configurationOf(provider)])
  const verifier = oidc.randomPKCECodeVerifier()
  const [state, nonce] = [oidc.randomState(), oidc.randomNonce()]
  const redirect = `${hands.siteOf(request).origin}/api/auth/sso/${name}/callback`
  const { token } = await issue(hands.db, 'sso', null, {
    provider: name,
    verifier,
    state,
    nonce,
    redirect,
    next: ownPath(next),
    again,
  })
  reply.header('set-cookie', awayCookie(token, hands.safe(request)))
  return oidc.buildAuthorizationUrl(configuration, {
    redirect_uri: redirect,
    scope: provider.settings.scopes,
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
    ...(again ? { prompt: 'login', max_age: '0' } : {}),
  }).href
}

/** The browser is back: who is it? Answers the step, and where they wanted to go. */
export async function comeBack(
  hands: Hands,
  request: FastifyRequest,
  reply: FastifyReply,
  name: string,
): Promise<{ step: Step; next: string }> {
  const token = awayOf(request.headers.cookie)
  const ticket =
    (token === null ? null : await take(hands.db, ['sso'], token)) ?? refuse('sign-in-over')
  const {
    provider: of,
    verifier,
    state,
    nonce,
    redirect,
    next,
    again,
  } = ticket.data as Record<string, string> & { again: boolean }
  if (of !== name) refuse('sign-in-over')
  const provider = await found(hands, name)
  const claims = await claimsOf(
    provider,
    new URL(
      `${redirect}${request.url.includes('?') ? request.url.slice(request.url.indexOf('?')) : ''}`,
    ),
    { verifier: verifier!, state: state!, nonce: nonce!, again: again === true },
  )
  const person = await personOf(hands, request, provider, claims)
  const step = await afterFirst(hands, { request, reply }, person, {
    way: `sso ${name}`,
    second: provider.settings.second_factor,
  })
  return { step, next: ownPath(next) }
}

interface Claims {
  readonly subject: string
  readonly email: string | null
  readonly verified: boolean
  readonly name: string
}

async function claimsOf(
  provider: Provider & { client_secret: string | null },
  url: URL,
  kept: { verifier: string; state: string; nonce: string; again: boolean },
): Promise<Claims> {
  const [oidc, configuration] = await Promise.all([library(), configurationOf(provider)])
  try {
    const tokens = await oidc.authorizationCodeGrant(configuration, url, {
      pkceCodeVerifier: kept.verifier,
      expectedState: kept.state,
      expectedNonce: kept.nonce,
      idTokenExpected: true,
      ...(kept.again ? { maxAge: 300 } : {}),
    })
    const signed = tokens.claims()!
    // Everybody without a name would be the same person.
    if (signed.sub === '') refuse('sso-failed', { provider: provider.label })
    // Some say the address only when they are asked for it.
    const more =
      signed.email === undefined && configuration.serverMetadata().userinfo_endpoint
        ? await oidc.fetchUserInfo(configuration, tokens.access_token, signed.sub)
        : {}
    const all: Record<string, unknown> = { ...more, ...signed }
    const text = (name: string): string =>
      typeof all[name] === 'string' ? (all[name] as string).trim().slice(0, 200) : ''
    return {
      subject: signed.sub,
      email: text('email') || null,
      verified: all.email_verified === true || all.email_verified === 'true',
      name: text('name') || text('preferred_username') || text('email'),
    }
  } catch (error) {
    if (error instanceof Refusal) throw error
    return refuse('sso-failed', { provider: provider.label })
  }
}

/** Whom the claims mean: who was linked before, else who has the verified address, else a new person where the provider may make some. */
async function personOf(
  hands: Hands,
  request: FastifyRequest,
  provider: Provider,
  { subject, email, verified, name }: Claims,
): Promise<string> {
  const device = hands.deviceOf(request)
  const no = async (
    code: 'sso-no-account' | 'sso-not-verified',
    person: string | null,
  ): Promise<never> => {
    await noteLogin(hands.db, {
      kind: 'sso_refused',
      person,
      device,
      more: { provider: provider.name, why: code },
    })
    return refuse(code, { provider: provider.label })
  }
  const [linked] = await hands.db.query<{ person: string }>(
    sql`update login_identity set last_used_at = now() where provider = ${provider.name} and subject = ${subject} returning person`,
  )
  if (linked)
    return (await hands.whoIs(linked.person)) ? linked.person : no('sso-no-account', linked.person)
  if (!email || !(verified || provider.settings.trust_email)) return no('sso-not-verified', null)
  const known = await personAt(hands.db, email)
  // An address that went on to another person over there does not hand on the account here.
  if (
    known &&
    (!known.active ||
      (
        await hands.db.query(
          sql`select 1 from login_identity where provider = ${provider.name} and person = ${known.id}::uuid`,
        )
      ).length)
  )
    return no('sso-no-account', known.id)
  const roles = provider.settings.create_roles
  if (!known && roles === null) return no('sso-no-account', null)
  const person =
    known?.id ??
    (await createPerson(hands.world, { name, email, roles: roles!, password: null }, systemWho))
  await hands.db.query(
    sql`insert into login_identity (provider, subject, person, created_at, last_used_at) values (${provider.name}, ${subject}, ${person}::uuid, now(), now())`,
  )
  await noteLogin(hands.db, {
    kind: 'sso_linked',
    person,
    device,
    more: { provider: provider.name, made: !known },
  })
  if (!known) await hands.changed()
  return person
}
