// How does the window ask the server? One typed function per call; every "no" arrives as a CallError.
import type { ApprovalCard, Chain, HistoryEvent, RecordPage } from '#kernel/api/record-page.ts'
import type { Inbox, MyWork, SearchAnswer } from '#kernel/api/my-work.ts'
import type { JobCard } from '#kernel/api/job.ts'
import type { Meta } from '#kernel/api/meta.ts'
import type { Setup, SetupInput } from '#kernel/api/sign-in.ts'
import type { Words } from '#kernel/error.ts'
import type { Row, Values } from '#kernel/object.ts'
import { isJsonObject } from '#kernel/json.ts'
import { doOnce, hasKey, isAnswer, type Form } from './deed.ts'
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
  /** How long the server asks to wait before one asks again, in ms. */
  readonly waitMs: number | null
  constructor(
    code: string,
    status: number,
    says: string,
    errors: readonly InputProblem[] = [],
    more: Record<string, unknown> = {},
    waitMs: number | null = null,
  ) {
    super(says)
    this.name = 'CallError'
    this.code = code
    this.status = status
    this.errors = errors
    this.more = more
    this.waitMs = waitMs
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
  /** Whose words are sent: what was not answered is remembered with them (`useSendOnce`). */
  form?: Form
  /** A POST that only asks. */
  reads?: boolean
  /** Version that a change is based on. */
  version?: number
  signal?: AbortSignal
  /** Asks as oneself also where this tab is a preview. */
  real?: boolean
  /** Reads through this draft (its id), as it is saved. */
  draft?: string
}

/**
 * One request. A body that is FormData goes as it is, anything else as JSON. Refusals throw CallError. What changes
 * something is done once, however often it is sent and whatever becomes of its answer (`deed.ts`).
 */
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
  const headers = headersOf(body, options)
  // Ways of signing in and what only asks may be sent as often as one likes.
  if (method === 'GET' || options.reads || path.startsWith('/api/auth/'))
    return hear(method, path, body, headers, options)
  const deed = { method, path, text: textOf(body, headers), form: options.form }
  const { answer, earlier } = await doOnce(deed, (key, text) =>
    hear(
      method,
      path,
      text === deed.text ? body : bodyIn(text),
      hasKey(method) ? { ...headers, 'Idempotency-Key': key } : headers,
      options,
    ),
  ).catch((error: unknown) => {
    throw method === 'POST' && wasLost(error)
      ? new CallError(error.code, error.status, t('unanswered'))
      : error
  })
  if (earlier)
    throw new CallError('done-before', 409, t('done_before'), [], {
      made: answer.headers.get('location'),
    })
  return answer
}

function headersOf(body: unknown, options: SendOptions): Record<string, string> {
  const looking = options.real ? null : options.draft ? `draft=${options.draft}` : previewHeader()
  return {
    Accept: 'application/json, application/problem+json',
    'Accept-Language': language() === 'zh' ? 'zh-CN' : 'en',
    ...(looking && { 'X-OpenLTC-Preview': looking }),
    ...(body !== undefined &&
      !(body instanceof FormData) && { 'Content-Type': 'application/json' }),
    ...(options.version !== undefined && { 'If-Match': `"${options.version}"` }),
  }
}

/** What tells one deed from another; a file is known by its name, size and day. */
function textOf(body: unknown, headers: Readonly<Record<string, string>>): string {
  const { 'Accept-Language': _, ...said } = headers
  const parts =
    body instanceof FormData
      ? [...body].map(([name, part]) =>
          typeof part === 'string'
            ? [name, part]
            : [name, part.name, part.size, part.type, part.lastModified],
        )
      : body
  return JSON.stringify([said, parts ?? null])
}

const bodyIn = (text: string): unknown => (JSON.parse(text) as [unknown, unknown])[1] ?? undefined

/** Nobody knows whether it was done: neither the network nor whatever stands before the server has said. */
const wasLost = (error: unknown): error is CallError =>
  error instanceof CallError &&
  !isAnswer(error) &&
  (error.code === 'offline' ||
    error.code === 'outcome-unknown' ||
    error.code === String(error.status))

/** Sends it and hears the answer; every "no" is thrown. */
async function hear(
  method: string,
  path: string,
  body: unknown,
  headers: Readonly<Record<string, string>>,
  options: SendOptions,
): Promise<Response> {
  const isForm = body instanceof FormData
  const answer = await reach(path, {
    method,
    headers,
    credentials: 'same-origin',
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    ...(options.signal ? { signal: options.signal } : {}),
  })
  if (answer.ok) return answer
  const error = problemOf(answer, await bodyOf(answer))
  if (error.status === 401 && !path.startsWith('/api/auth/')) signedOut()
  // Whatever was being done goes on as soon as the person has proved who they are.
  if (error.code === 'prove-again' && prove && (await prove()))
    return hear(method, path, body, headers, options)
  throw error
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

function problemOf({ status, headers }: Response, json: unknown): CallError {
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
  const seconds = Number(headers.get('retry-after') ?? NaN)
  const waitMs = Number.isFinite(seconds) ? seconds * 1000 : null
  return new CallError(text(body.code) || String(status), status, says, errors, body, waitMs)
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

/** Every call of the window. */
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
    send<QueryAnswer>('POST', '/api/v1/query', ask, { reads: true, ...(signal && { signal }) }),
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
  doSetup: (input: SetupInput) => send<{ job: string | null }>('POST', '/api/setup', input),
  signIn: (email: string, password: string) =>
    send<unknown>('POST', '/api/auth/sign-in/email', { email, password }),
  signOut: () => send<unknown>('POST', '/api/auth/sign-out', {}),
  changePassword: (currentPassword: string, newPassword: string) =>
    send<unknown>('POST', '/api/auth/change-password', { currentPassword, newPassword }),
}

export type { ApprovalCard, Row, Values, Words }
