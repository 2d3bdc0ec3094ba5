// What does signing in ask of the server, and one's own safety after it?
import type { Security, SignInEvent, SignInWays } from '#kernel/api/sign-in.ts'
import { send } from '#web/call.ts'
import type { SendOptions } from '#web/call.ts'

export type SecondWay = 'totp' | 'passkey' | 'recovery'
export interface Came {
  who: { id: string; name: string }
}
/** In, or what is still asked. */
export type Step =
  Came | { next: 'second'; ticket: string; ways: SecondWay[] } | { next: 'enrol'; ticket: string }
export interface AppKey {
  secret: string
  url: string
}
export interface PasskeyQuestion {
  ticket: string
  options: unknown
}
export interface Provider {
  name: string
  label: string
  issuer: string
  client_id: string
  people: number
  settings: {
    scopes: string
    intranet: boolean
    trust_email: boolean
    second_factor: boolean
    create_roles: string[] | null
    paused: boolean
  }
}
export type GivenProvider = Partial<
  Pick<Provider, 'name' | 'label' | 'issuer' | 'client_id'> &
    Provider['settings'] & { client_secret: string }
>
export interface PersonSignIn {
  totp: boolean
  passkeys: number
  recovery_left: number
  sessions: Omit<Security['sessions'][number], 'current'>[]
}

const part = encodeURIComponent
const auth = (path: string) => `/api/auth/${path}`
const mine = (path = '') => `/api/v1/security${path}`

export const signInCalls = {
  ways: () => send<SignInWays>('GET', auth('ways')),
  password: (email: string, password: string) =>
    send<Step>('POST', auth('sign-in/email'), { email, password }),
  second: (ticket: string, given: { code?: string; recovery?: string; passkey?: unknown }) =>
    send<Step>('POST', auth('sign-in/second'), { ticket, ...given }),
  askSecondPasskey: (ticket: string) =>
    send<unknown>('POST', auth('sign-in/second/passkey'), { ticket }),
  enrol: (ticket: string) => send<AppKey>('POST', auth('sign-in/enrol'), { ticket }),
  confirmEnrol: (ticket: string, code: string) =>
    send<Came & { recovery: string[] }>('POST', auth('sign-in/enrol/confirm'), { ticket, code }),
  askPasskey: () => send<PasskeyQuestion>('POST', auth('sign-in/passkey/challenge'), {}),
  passkey: (ticket: string, passkey: unknown) =>
    send<Step>('POST', auth('sign-in/passkey'), { ticket, passkey }),
  recover: (email: string) => send<unknown>('POST', auth('recover'), { email }),
  link: (token: string) =>
    send<{ purpose: 'recovery' | 'invitation'; name: string; email: string }>(
      'POST',
      auth('link'),
      { token },
    ),
  choosePassword: (token: string, password: string) =>
    send<{ email: string }>('POST', auth('password'), { token, password }),

  security: () => send<Security>('GET', mine()),
  newApp: () => send<AppKey & { ticket: string }>('POST', mine('/totp'), {}),
  confirmApp: (ticket: string, code: string) =>
    send<{ recovery: string[] }>('POST', mine('/totp/confirm'), { ticket, code }),
  removeApp: () => send<void>('DELETE', mine('/totp')),
  newCodes: () => send<{ recovery: string[] }>('POST', mine('/recovery'), {}),
  askNewPasskey: () => send<PasskeyQuestion>('POST', mine('/passkeys/challenge'), {}),
  addPasskey: (ticket: string, name: string, passkey: unknown) =>
    send<{ recovery: string[] | null }>('POST', mine('/passkeys'), { ticket, name, passkey }),
  removePasskey: (id: string) => send<void>('DELETE', mine(`/passkeys/${part(id)}`)),
  endSession: (id: string) => send<void>('DELETE', mine(`/sessions/${part(id)}`)),
  endOthers: () => send<{ ended: number }>('DELETE', mine('/sessions')),

  rules: () => send<{ second_factor_roles: string[] }>('GET', '/api/v1/sign-in/rules'),
  setRules: (roles: readonly string[]) =>
    send<unknown>('PUT', '/api/v1/sign-in/rules', { second_factor_roles: roles }),
  providers: () => send<{ data: Provider[]; callback: string }>('GET', '/api/v1/sign-in/providers'),
  addProvider: (given: GivenProvider, options: SendOptions) =>
    send<{ name: string }>('POST', '/api/v1/sign-in/providers', given, options),
  changeProvider: (name: string, given: GivenProvider) =>
    send<{ name: string }>('PATCH', `/api/v1/sign-in/providers/${part(name)}`, given),
  removeProvider: (name: string) => send<void>('DELETE', `/api/v1/sign-in/providers/${part(name)}`),
  log: (before?: string) =>
    send<{ data: SignInEvent[] }>(
      'GET',
      `/api/v1/sign-in/log${before ? `?before=${part(before)}` : ''}`,
    ),
  person: (id: string) => send<PersonSignIn>('GET', `/api/v1/people/${part(id)}/sign-in`),
  invite: (id: string, by: 'mail' | 'link') =>
    send<{ mailed?: true; token?: string }>('POST', `/api/v1/people/${part(id)}/invitation`, {
      by,
    }),
  removeSecond: (id: string) => send<void>('DELETE', `/api/v1/people/${part(id)}/second-factor`),
  endTheirs: (id: string, session: string) =>
    send<void>('DELETE', `/api/v1/people/${part(id)}/sessions/${part(session)}`),
}

export const signInKeys = {
  ways: ['sign-in', 'ways'] as const,
  security: ['sign-in', 'security'] as const,
  rules: ['sign-in', 'rules'] as const,
  providers: ['sign-in', 'providers'] as const,
  log: ['sign-in', 'log'] as const,
  person: (id: string) => ['sign-in', 'person', id] as const,
}
