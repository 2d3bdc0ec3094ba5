// How does the window ask the server? One typed function per call; every "no" arrives as a CallError.
import type { ApprovalCard, Chain, HistoryEvent, RecordPage } from '#kernel/api/record-page.ts'
import type { Inbox, MyWork, SearchAnswer } from '#kernel/api/my-work.ts'
import type { JobCard } from '#kernel/api/job.ts'
import type { Meta } from '#kernel/api/meta.ts'
import type { Setup, SetupInput } from '#kernel/api/sign-in.ts'
import type { Words } from '#kernel/error.ts'
import type { Row, Values } from '#kernel/object.ts'
import { isJsonObject } from '#kernel/json.ts'
import { previewHeader } from './preview.ts'
import { language, t } from './words.ts'

export interface ListAsk {
  filter?: string
  sort?: string
  select?: readonly string[]
  limit?: number
  after?: string
  search?: string
  count?: 'exact' | 'estimate' | 'none'
  /** The recycle bin instead. */
  removed?: 'true'
}
export interface ListAnswer {
  data: Row[]
  next: string | null
  count?: number
}
export interface QueryAsk {
  from: string
  where?: string
  search?: string
  by?: readonly string[]
  measure: Readonly<Record<string, string>>
  sort?: string
  limit?: number
}
export interface QueryAnswer {
  data: Record<string, unknown>[]
}
export interface InputProblem {
  path: string
  code: string
  detail: string
  /** Position in a formula, where the problem is one. */
  at: number | null
}

/** A "no" of the server (or of the network, code `offline`), its sentence in the language of the person. */
export class CallError extends Error {
  readonly code: string
  readonly status: number
  readonly errors: readonly InputProblem[]
  /** All that the answer said beside the sentence, e.g. `version` of a record that moved on. */
  readonly more: Readonly<Record<string, unknown>>
  constructor(
    code: string,
    status: number,
    says: string,
    errors: readonly InputProblem[] = [],
    more: Record<string, unknown> = {},
  ) {
    super(says)
    this.name = 'CallError'
    this.code = code
    this.status = status
    this.errors = errors
    this.more = more
  }
}

/** What the window tells of something that went wrong. */
export const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error)

let signedOut: () => void = () => {}
/** What to do when the server no longer knows who is asking. Set once at the start. */
export const whenSignedOut = (go: () => void): void => void (signedOut = go)

let prove: (() => Promise<boolean>) | null = null
/** How to ask for the person again, where the server wants it before it goes on. Answers how to stop that. */
export function whenToProve(ask: () => Promise<boolean>): () => void {
  prove = ask
  return () => {
    if (prove === ask) prove = null
  }
}

export interface SendOptions {
  /** Makes a POST repeatable: one key per submitted form. */
  key?: string
  /** Version that a change is based on. */
  version?: number
  signal?: AbortSignal
  /** Asks as oneself also where this tab is a preview. */
  real?: boolean
  /** Reads through this draft (its id), as it is saved. */
  draft?: string
}

/** A key for `Idempotency-Key`; works without HTTPS too, where `crypto.randomUUID` is missing. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** One request. A body that is FormData goes as it is, anything else as JSON. Refusals throw CallError. */
export async function send<T>(
  method: string,
  path: string,
  body?: unknown,
  options: SendOptions = {},
): Promise<T> {
  const answer = await sent(method, path, body, options)
  return (answer.status === 204 ? undefined : await bodyOf(answer)) as T
}

/** The same for what is no JSON: a document, a file. */
export const sendForBlob = async (
  method: string,
  path: string,
  body?: unknown,
  options: SendOptions = {},
): Promise<Blob> => (await sendForFile(method, path, body, options)).blob

/** And with what the server says of it in its headers. */
export async function sendForFile(
  method: string,
  path: string,
  body?: unknown,
  options: SendOptions = {},
): Promise<{ blob: Blob; headers: Headers }> {
  const answer = await sent(method, path, body, options)
  return { blob: await answer.blob(), headers: answer.headers }
}

async function sent(
  method: string,
  path: string,
  body: unknown,
  options: SendOptions,
): Promise<Response> {
  const headers: Record<string, string> = {
    Accept: 'application/json, application/problem+json',
    'Accept-Language': language() === 'zh' ? 'zh-CN' : 'en',
  }
  const looking = options.real ? null : options.draft ? `draft=${options.draft}` : previewHeader()
  if (looking) headers['X-OpenLTC-Preview'] = looking
  const isForm = body instanceof FormData
  if (body !== undefined && !isForm) headers['Content-Type'] = 'application/json'
  if (options.key) headers['Idempotency-Key'] = options.key
  if (options.version !== undefined) headers['If-Match'] = `"${options.version}"`
  const answer = await reach(path, {
    method,
    headers,
    credentials: 'same-origin',
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    ...(options.signal ? { signal: options.signal } : {}),
  })
  if (!answer.ok) {
    const error = problemOf(answer.status, await bodyOf(answer))
    if (error.status === 401 && !path.startsWith('/api/auth/')) signedOut()
    // Whatever was being done goes on as soon as the person has proved who they are.
    if (error.code === 'prove-again' && prove && (await prove()))
      return sent(method, path, body, options)
    throw error
  }
  return answer
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init)
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new CallError('offline', 0, t('offline'))
  }
}

async function bodyOf(answer: Response): Promise<unknown> {
  try {
    return await answer.json()
  } catch {
    return null
  }
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

function problemOf(status: number, json: unknown): CallError {
  const body = isJsonObject(json) ? json : {}
  const errors = (Array.isArray(body.errors) ? body.errors : [])
    .filter(isJsonObject)
    // A refusal of the whole input repeats itself as its only problem.
    .filter((one) => one.path !== '' || one.code !== body.code)
    .map((one) => ({
      path: text(one.path),
      code: text(one.code),
      detail: text(one.detail),
      at: typeof one.at === 'number' ? one.at : null,
    }))
  // With a list of problems each stands at its field, so the sentence alone is enough.
  const says =
    (errors.length ? text(body.title) : '') ||
    // What broke is told before whom to tell it.
    (status >= 500
      ? [...new Set([text(body.title), text(body.detail)])].filter(Boolean).join(' ')
      : '') ||
    text(body.detail) ||
    text(body.message) ||
    text(body.title) ||
    t('server_error', { status })
  return new CallError(text(body.code) || String(status), status, says, errors, body)
}

const part = encodeURIComponent

/** `?a=1&b=2` without what is empty. */
export function asked(
  ask: Readonly<Record<string, string | number | readonly string[] | undefined | null>>,
): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(ask)) {
    if (value === undefined || value === null || value === '') continue
    params.set(name, typeof value === 'object' ? value.join(',') : String(value))
  }
  const query = params.toString()
  return query && `?${query}`
}

const at = (object: string, id?: string, rest = '') =>
  `/api/v1/${part(object)}${id === undefined ? '' : `/${part(id)}`}${rest}`

/** Every call of the window. Those that change something take a key or a version in `options`. */
export const call = {
  list: (object: string, ask: ListAsk = {}, signal?: AbortSignal) =>
    send<ListAnswer>('GET', at(object) + asked({ ...ask }), undefined, signal ? { signal } : {}),
  get: (object: string, id: string, select?: readonly string[]) =>
    send<Row>('GET', at(object, id) + asked({ select })),
  /** One that lies in the recycle bin. */
  getRemoved: (object: string, id: string) =>
    send<Row>('GET', at(object, id) + asked({ removed: 'true' })),
  create: (object: string, values: Values, options?: SendOptions) =>
    send<Row>('POST', at(object), values, options),
  /** With `version` it is refused (412, code `moved`) if somebody else changed the record since. */
  change: (object: string, id: string, values: Values, version?: number) =>
    send<Row>('PATCH', at(object, id), values, version === undefined ? {} : { version }),
  remove: (object: string, id: string) => send<void>('DELETE', at(object, id)),
  restore: (object: string, id: string) => send<Row>('POST', at(object, id, '/restore')),
  /** All or nothing, at most 1,000 together; each change names its `id` and, to be safe, its `version`. */
  batch: (
    object: string,
    work: { create?: readonly Values[]; change?: readonly Values[] },
    options?: SendOptions,
  ) => send<{ data: Row[] }>('POST', at(object, undefined, '/batch'), work, options),
  act: <T = Record<string, unknown>>(
    object: string,
    id: string,
    action: string,
    input: Values = {},
    options?: SendOptions,
  ) => send<T>('POST', at(object, id, `/actions/${part(action)}`), input, options),
  query: (ask: QueryAsk, signal?: AbortSignal) =>
    send<QueryAnswer>('POST', '/api/v1/query', ask, signal ? { signal } : {}),
  page: (object: string, id: string) => send<RecordPage>('GET', at(object, id, '/page')),
  chain: (object: string, id: string) => send<Chain>('GET', at(object, id, '/chain')),
  history: (object: string, id: string, after?: string) =>
    send<{ data: HistoryEvent[]; next: string | null }>(
      'GET',
      at(object, id, '/history') + asked({ after }),
    ),
  meta: () => send<Meta>('GET', '/api/v1/meta'),
  inbox: () => send<Inbox>('GET', '/api/v1/inbox'),
  work: () => send<MyWork>('GET', '/api/v1/work'),
  search: (q: string, signal?: AbortSignal) =>
    send<SearchAnswer>('GET', `/api/v1/search${asked({ q })}`, undefined, signal ? { signal } : {}),
  job: (id: string) => send<JobCard>('GET', `/api/v1/jobs/${part(id)}`),
  cancelJob: (id: string) => send<JobCard>('POST', `/api/v1/jobs/${part(id)}/cancel`),
  setup: () => send<Setup>('GET', '/api/setup'),
  doSetup: (input: SetupInput, key: string) =>
    send<{ job: string | null }>('POST', '/api/setup', input, { key }),
  signIn: (email: string, password: string) =>
    send<unknown>('POST', '/api/auth/sign-in/email', { email, password }),
  signOut: () => send<unknown>('POST', '/api/auth/sign-out', {}),
  changePassword: (currentPassword: string, newPassword: string) =>
    send<unknown>('POST', '/api/auth/change-password', { currentPassword, newPassword }),
}

export type { ApprovalCard, Row, Values, Words }
