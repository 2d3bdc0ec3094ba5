// Where do changes of the model wait until they are published? As named drafts, one's own or shared among administrators.
import type { DraftCard, RebaseAnswer, WholeDraft } from '#kernel/api/draft.ts'
import type { Book, Changes } from '#kernel/app.ts'
import { Problems, refuse } from '#kernel/error.ts'
import { isSafeKey, merge } from '#kernel/merge.ts'
import type { Who } from '#kernel/permission.ts'
import { type Choice, placesIn, rebase } from '#kernel/rebase.ts'
import { sql } from '#kernel/sql.ts'
import type { Asks, Tx } from '#server/database/pool.ts'
import { mustBeSeen, type Seen } from '#server/writing/if-seen.ts'
import { lastModel } from '#server/records/open-world.ts'
import { uuid7 } from '#server/writing/uuid7.ts'
import type { World } from '#server/world/world.ts'
import { isJsonObject, jsonObject } from '#kernel/json.ts'
import { clashWords } from './clash-words.ts'
import { changesAt } from './wanted.ts'

interface Found {
  id: string
  name: string
  owner: string
  owner_name: string | null
  shared: boolean
  base: number
  version: number
  updated_at: string
  updated_by: string
  updated_name: string | null
  patch: Changes
}
const found = sql`select d.id, d.name, d.owner, o.name as owner_name, d.shared, d.base, d.version, d.updated_at, d.updated_by, u.name as updated_name, d.patch
  from model_draft d left join person o on o.id = d.owner left join person u on u.id = d.updated_by`

const wholeOf = (row: Found): WholeDraft => ({
  id: row.id,
  name: row.name,
  owner: { id: row.owner, name: row.owner_name ?? '' },
  shared: row.shared,
  base: row.base,
  version: row.version,
  places: Object.keys(row.patch).length ? placesIn(row.patch) : 0,
  updated_at: row.updated_at,
  updated_by: { id: row.updated_by, name: row.updated_name ?? '' },
  patch: row.patch,
})

/** Those that the person may open, last touched first. */
export async function listDrafts(asks: Asks, who: Who): Promise<DraftCard[]> {
  const rows = await asks.query<Found>(
    sql`${found} where d.owner = ${who.id}::uuid or d.shared order by d.updated_at desc, d.id desc limit 200`,
  )
  return rows.map((row) => {
    const { patch: _patch, ...card } = wholeOf(row)
    return card
  })
}

/** The draft; one that belongs to somebody else and is not shared never was. */
export async function readDraft(asks: Asks, who: Who, id: string): Promise<WholeDraft> {
  const [row] = await asks.query<Found>(
    sql`${found} where d.id = ${id}::uuid and (d.owner = ${who.id}::uuid or d.shared)`,
  )
  return row ? wholeOf(row) : refuse('not-found', { what: { zh: '草稿', en: 'draft' } })
}

/** What a person may say of a draft. */
export interface DraftWish {
  readonly name?: string
  readonly shared?: boolean
  readonly patch?: Changes
}

/** Reads a body; a draft may be half done, but it is always a patch of plain names. */
export function draftWish(body: unknown): DraftWish {
  if (body !== undefined && !isJsonObject(body))
    refuse('malformed', { reason: 'JSON object / 对象' })
  const problems = new Problems()
  const given = jsonObject(body)
  problems.onlyKnown(given, ['name', 'shared', 'patch'])
  const { name, shared, patch } = given
  if (name !== undefined && (typeof name !== 'string' || name.includes('\0')))
    problems.add('name', 'wrong-type', { expected: { zh: '文本', en: 'text' } })
  else if (typeof name === 'string' && [...name].length > 80)
    problems.add('name', 'too-long', { max: 80 })
  if (shared !== undefined && typeof shared !== 'boolean')
    problems.add('shared', 'wrong-type', { expected: 'true / false' })
  if (patch !== undefined && !isPatch(patch))
    problems.add('patch', 'wrong-type', {
      expected: { zh: '对模型的修改', en: 'a patch of the model' },
    })
  problems.done()
  return {
    ...(typeof name === 'string' ? { name: name.trim() } : {}),
    ...(typeof shared === 'boolean' ? { shared } : {}),
    ...(patch === undefined ? {} : { patch: patch as Changes }),
  }
}

const isPatch = (value: unknown): boolean => isJsonObject(value) && plainNames(value)
const plainNames = (value: unknown): boolean =>
  typeof value === 'string'
    ? !value.includes('\0')
    : typeof value !== 'object' ||
      value === null ||
      Object.entries(value).every(
        ([key, one]) => isSafeKey(key) && !key.includes('\0') && plainNames(one),
      )

/**
 * A new draft over the newest version.
 * @param within what is written with it, in the same transaction
 */
export async function createDraft(
  world: World,
  who: Who,
  wish: DraftWish,
  within?: (tx: Tx, draft: WholeDraft) => Promise<void>,
): Promise<WholeDraft> {
  const now = world.now()
  const id = uuid7(now.getTime())
  const { version } = await lastModel(world.db)
  return world.db.transaction(async (tx) => {
    await tx.query(sql`insert into model_draft (id, name, owner, shared, base, patch, created_at, updated_at, updated_by)
    values (${id}::uuid, ${wish.name ?? ''}, ${who.id}::uuid, ${wish.shared ?? false}::boolean, ${version}::int, ${JSON.stringify(wish.patch ?? {})}::json,
      ${now.toISOString()}::timestamptz, ${now.toISOString()}::timestamptz, ${who.id}::uuid)`)
    const draft = await readDraft(tx, who, id)
    await within?.(tx, draft)
    return draft
  })
}

/** Saves what was named of it. With a version it is refused where somebody else saved since. Only its owner shares it. */
export async function saveDraft(
  world: World,
  who: Who,
  id: string,
  wish: DraftWish,
  ifSeen?: Seen,
): Promise<WholeDraft> {
  return world.db.transaction(async (tx) => {
    await tx.query(sql`select 1 from model_draft where id = ${id}::uuid for update`)
    const draft = await readDraft(tx, who, id)
    mustBeSeen(ifSeen, draft.version)
    if (wish.shared !== undefined && wish.shared !== draft.shared && draft.owner.id !== who.id)
      refuse('not-allowed', { deed: { zh: '共享他人的草稿', en: 'share somebody else’s draft' } })
    return store(tx, world, who, { ...draft, ...wish })
  })
}

async function store(tx: Asks, world: World, who: Who, draft: WholeDraft): Promise<WholeDraft> {
  await tx.query(sql`update model_draft set name = ${draft.name}, shared = ${draft.shared}::boolean, base = ${draft.base}::int, patch = ${JSON.stringify(draft.patch)}::json,
    version = version + 1, updated_at = ${world.now().toISOString()}::timestamptz, updated_by = ${who.id}::uuid where id = ${draft.id}::uuid`)
  return readDraft(tx, who, draft.id)
}

/** Drops it for good; a shared one only by its owner. */
export async function dropDraft(world: World, who: Who, id: string): Promise<void> {
  const draft = await readDraft(world.db, who, id)
  if (draft.owner.id !== who.id)
    refuse('not-allowed', { deed: { zh: '放弃他人的草稿', en: 'drop somebody else’s draft' } })
  await world.db.query(sql`delete from model_draft where id = ${id}::uuid`)
}

/** Brings the draft onto the newest version. Where both sides changed a place and nobody chose, nothing is saved yet. */
export async function rebaseDraft(
  world: World,
  book: Book,
  who: Who,
  id: string,
  choices: readonly Choice[],
): Promise<RebaseAnswer> {
  return world.db.transaction(async (tx) => {
    await tx.query(sql`select 1 from model_draft where id = ${id}::uuid for update`)
    const draft = await readDraft(tx, who, id)
    const last = await lastModel(tx)
    if (draft.base === last.version) return { draft, clashes: [] }
    const { actions: _actions, days: _days, ...standard } = book
    const [before, newest] = [
      merge(standard, await changesAt(tx, draft.base)),
      merge(standard, last.changes),
    ]
    const { patch, clashes } = rebase(before, newest, draft.patch, choices)
    const both = merge(merge(newest, draft.patch), newest)
    if (clashes.length) return { draft, clashes: clashes.map((one) => clashWords(both, one)) }
    return {
      draft: await store(tx, world, who, {
        ...draft,
        base: last.version,
        patch: patch as Record<string, unknown>,
      }),
      clashes: [],
    }
  })
}

/** The choices in a body. */
export function choicesIn(body: unknown): Choice[] {
  const problems = new Problems()
  const given = (body as { choices?: unknown } | null | undefined)?.choices ?? []
  const good =
    Array.isArray(given) &&
    given.length <= 1000 &&
    given.every(
      (one) =>
        Array.isArray(one?.path) &&
        one.path.every((step: unknown) => typeof step === 'string') &&
        ['mine', 'theirs'].includes(one.take),
    )
  if (!good)
    problems.add('choices', 'wrong-type', { expected: '[{"path":["…"],"take":"mine"|"theirs"}]' })
  problems.done()
  return given as Choice[]
}
