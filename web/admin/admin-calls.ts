// What do the pages of administration ask of the server? People with their sign-in, keys, the model and its versions.
import type {
  DraftCard,
  ModelEffects,
  ModelUse,
  RebaseAnswer,
  WholeDraft,
} from '#kernel/api/draft.ts'
import type {
  FormulaTry,
  ModelAnswer,
  ModelDiff,
  ModelFigures,
  VersionsPage,
  Why,
} from '#kernel/api/model.ts'
import type { Safety } from '#kernel/api/safety.ts'
import type { TableShape } from '#kernel/api.ts'
import type { Model } from '#kernel/app.ts'
import type { Row } from '#kernel/object.ts'
import type { Deed } from '#kernel/permission.ts'
import type { Choice } from '#kernel/rebase.ts'
import type { DocumentTemplate } from '#kernel/view/document.ts'
import type { LeftOut } from '#kernel/view/left-out.ts'
import type { DocumentModel } from '#kernel/view/paper.ts'
import { keys } from '#web/asks.ts'
import { asked, call, send, sendForBlob, sendForFile } from '#web/call.ts'
import type { SendOptions } from '#web/call.ts'

export interface SignInState {
  id: string
  can_sign_in: boolean
  second_factor: boolean
  invited: boolean
  sessions: number
  last_seen_at: string | null
}
export interface ApiKey {
  id: string
  person: string
  person_name: string
  name: string
  start: string
  only_read: boolean
  roles: readonly string[] | null
  objects: Readonly<Record<string, readonly Deed[]>> | null
  created_at: string
  expires_at: string | null
  last_used_at: string | null
  revoked_at: string | null
}
export interface NewPerson {
  name: string
  email: string
  roles: readonly string[]
  team: string | null
  password?: string
  /** They choose a password themselves, by an invitation. */
  invite?: boolean
}
/** What a publish does beside its patch. */
export interface PublishWish {
  note: string
  if_version: number
  draft?: string
  keep_unconverted?: boolean
  move_to?: Readonly<Record<string, Readonly<Record<string, string>>>>
}
/** What the model is to become: a patch over it, or an earlier version again. */
export type Wished = { changes: object } | { to: number }
export interface DraftWish {
  name?: string
  shared?: boolean
  patch?: object
}
export interface KeyWish {
  name: string
  only_read: boolean
  roles: readonly string[] | null
  objects: Readonly<Record<string, readonly Deed[]>> | null
  expires_at?: string
}
/** The whole model, with what the company changed over the standard. */
export type WholeModel = ModelAnswer & Omit<Model, 'objects'>

const part = encodeURIComponent

export interface PrintedPdf {
  blob: Blob
  leftOut: readonly LeftOut[]
  /** Letters that no font has. */
  missing: string
}

/** A POST that only asks. */
const reading = (signal?: AbortSignal): SendOptions => ({ reads: true, ...(signal && { signal }) })

export const admin = {
  people: () => send<{ data: SignInState[] }>('GET', '/api/v1/people'),
  newPerson: (person: NewPerson, options: SendOptions) =>
    send<{ id: string }>('POST', '/api/v1/people', person, options),
  setPassword: (id: string, password: string) =>
    send<unknown>('POST', `/api/v1/people/${part(id)}/password`, { password }),
  signOut: (id: string) =>
    send<{ ended: number }>('POST', `/api/v1/people/${part(id)}/sign-out`, {}),
  keys: (all: boolean) =>
    send<{ data: ApiKey[] }>('GET', `/api/v1/keys${asked({ all: all ? 'true' : null })}`),
  newKey: (wish: KeyWish, options: SendOptions) =>
    send<{ key: string; name: string }>('POST', '/api/v1/keys', wish, options),
  endKey: (id: string) => send<void>('DELETE', `/api/v1/keys/${part(id)}`),
  safety: () => send<Safety>('GET', '/api/v1/safety'),
  planBackup: (plan: Safety['backup']['plan']) =>
    send<{ passphrase: string | null }>('PUT', '/api/v1/safety/backup', plan),
  backUp: () => send<{ job: string }>('POST', '/api/v1/safety/backup', {}),
  resume: (discard: boolean) =>
    send<{ discarded: number }>('POST', '/api/v1/safety/resume', { discard }),
  model: () => send<WholeModel>('GET', '/api/v1/model'),
  check: (changes: object, signal?: AbortSignal) =>
    send<{ diff: ModelDiff[] }>('POST', '/api/v1/model/check', { changes }, reading(signal)),
  /** The document of a record by a template of the draft, as data. */
  print: (wish: PrintWish, signal?: AbortSignal) =>
    send<DocumentModel>('POST', '/api/v1/model/print', wish, reading(signal)),
  /** The same as a PDF, with what of a company's own Word file it does not show. */
  printPdf: async (wish: PrintWish, signal?: AbortSignal): Promise<PrintedPdf> => {
    const { blob, headers } = await sendForFile(
      'POST',
      '/api/v1/model/print',
      { ...wish, as: 'pdf' },
      reading(signal),
    )
    return {
      blob,
      leftOut: (headers.get('x-left-out') ?? '').split(',').filter(Boolean) as LeftOut[],
      missing: decodeURIComponent(headers.get('x-missing-letters') ?? ''),
    }
  },
  /** A template as it was in a version of the model; null where it was not there. */
  templateOf: (version: number, name: string) =>
    send<{ template: DocumentTemplate | null }>(
      'GET',
      `/api/v1/model/versions/${version}/document/${part(name)}`,
    ),
  /** Through a draft, where one is named. */
  tryFormula: (object: string, formula: string, draft: string | null, signal: AbortSignal) =>
    send<FormulaTry>(
      'POST',
      '/api/v1/model/try',
      { object, formula },
      { ...reading(signal), ...(draft && { draft }) },
    ),
  /** What an object would be that holds the rows of a file. */
  shapeOf: (file: File) => {
    const form = new FormData()
    form.append('file', file)
    return send<TableShape>('POST', '/api/v1/model/from-table', form, reading())
  },
  effects: (wished: Wished, signal?: AbortSignal) =>
    send<ModelEffects>('POST', '/api/v1/model/effects', wished, reading(signal)),
  uses: (changes: object, signal?: AbortSignal) =>
    send<{ data: ModelUse[] }>('POST', '/api/v1/model/uses', { changes }, reading(signal)),
  unconverted: (wished: Wished, object: string, field: string) =>
    sendForBlob('POST', '/api/v1/model/unconverted', { ...wished, object, field }, reading()),
  publish: (changes: object, wish: PublishWish) =>
    send<{ version: number }>('POST', '/api/v1/model/publish', { changes, ...wish }),
  /** Begins to fill the default of a field into the records in which it is empty; null where there are none. */
  fillDefault: async (object: string, field: string): Promise<string | null> => {
    const filter = `${field} is empty`
    const { count } = await call.list(object, { filter, limit: 1, count: 'exact' })
    if (!count) return null
    const body = { filter, fill: field, count }
    return (await send<{ job: string }>('POST', `/api/v1/${part(object)}/bulk`, body)).job
  },
  drafts: () => send<{ data: DraftCard[] }>('GET', '/api/v1/model/drafts'),
  draft: (id: string) => send<WholeDraft>('GET', `/api/v1/model/drafts/${part(id)}`),
  newDraft: (wish: DraftWish) => send<WholeDraft>('POST', '/api/v1/model/drafts', wish),
  /** With a version it is refused (412) where somebody else saved since. */
  saveDraft: (id: string, wish: DraftWish, version?: number) =>
    send<WholeDraft>(
      'PATCH',
      `/api/v1/model/drafts/${part(id)}`,
      wish,
      version === undefined ? {} : { version },
    ),
  dropDraft: (id: string) => send<void>('DELETE', `/api/v1/model/drafts/${part(id)}`),
  rebaseDraft: (id: string, choices: readonly Choice[]) =>
    send<RebaseAnswer>('POST', `/api/v1/model/drafts/${part(id)}/rebase`, { choices }),
  why: (ask: { person: string; object: string; id: string; field?: string | null; deed: string }) =>
    send<Why>('GET', `/api/v1/model/why${asked({ ...ask })}`),
  figures: (version: number) => send<ModelFigures>('GET', `/api/v1/model/figures/${version}`),
  versions: (before: number | null) =>
    send<VersionsPage>('GET', `/api/v1/model/versions${asked({ before })}`),
  difference: (from: number, to: number) =>
    send<{ data: ModelDiff[] }>('GET', `/api/v1/model/versions/${from}/diff/${to}`),
  rollBack: (to: number, wish: Partial<PublishWish> = {}) =>
    send<{ version: number }>('POST', '/api/v1/model/rollback', { to, ...wish }),
}

/** Which document of which record is to be shown. */
export interface PrintWish {
  changes: object
  template: string
  id: string
  language: 'zh' | 'en'
}

export const adminKeys = {
  people: ['admin', 'people'] as const,
  keys: (all: boolean) => ['admin', 'keys', all] as const,
  safety: ['admin', 'safety'] as const,
  model: [...keys.model, 'now'] as const,
  versions: [...keys.model, 'versions'] as const,
  difference: (from: number, to: number) => [...keys.model, 'difference', from, to] as const,
}

/** Every row of a small object, page by page. */
export async function allRows(object: string, select: readonly string[]): Promise<Row[]> {
  const rows: Row[] = []
  let after: string | undefined
  do {
    const page = await call.list(object, {
      select,
      limit: 1000,
      sort: 'name',
      ...(after ? { after } : {}),
    })
    rows.push(...page.data)
    after = page.next ?? undefined
  } while (after && rows.length < 20_000)
  return rows
}
