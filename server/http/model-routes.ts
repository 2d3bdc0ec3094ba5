// Which addresses change the model? The address is the place in the model; each call is a version.
import type { ModelAnswer, VersionsPage } from '#kernel/api/model.ts'
import { type AppObject, type Book, type Changes, type Model, modelMaps } from '#kernel/app.ts'
import { Problems, refuse } from '#kernel/error.ts'
import { isUuid } from '#kernel/fields/uuid-value.ts'
import { sql } from '#kernel/sql.ts'
import { draftedApp, effectsOf, usesOf } from '#server/model/effects.ts'
import type { StageMoves } from '#server/model/leave-stages.ts'
import { modelDiff } from '#server/model/model-diff.ts'
import {
  addition,
  inBoth,
  patchAdding,
  placeOf,
  patchAt,
  patchRetiring,
  pathOf,
} from '#server/model/model-paths.ts'
import { appAt, publish, type PublishWish, rollBack } from '#server/model/publish.ts'
import type { Wished } from '#server/model/wanted.ts'
import { type StoredVersion, ToldVersions } from '#server/model/told-versions.ts'
import { lastModel } from '#server/records/open-world.ts'
import { isJsonObject } from '#kernel/json.ts'
import { settleWith } from './at-most-once.ts'
import type { Call, Route } from './routes.ts'
import { unconvertedOf, unconvertedOfVersion } from './unconverted.ts'

export const versionOf = (call: Call, name: string): number =>
  /^\d{1,9}$/.test(call.params[name] ?? '')
    ? Number(call.params[name])
    : refuse('not-found', { what: { zh: '版本', en: 'version' } })

interface VersionRow extends StoredVersion {
  who: string | null
  name: string | null
  note: string
}

const pageOfVersions = 20

/** Newest first, a page at a time; `next` is asked for as `?before=`. */
async function versions(call: Call, told: ToldVersions): Promise<VersionsPage> {
  const before =
    call.query.before === undefined
      ? 2 ** 31 - 1
      : /^\d{1,9}$/.test(call.query.before)
        ? Number(call.query.before)
        : refuse('malformed', { reason: '?before' })
  const rows = await call.machine.world.db.query<VersionRow>(
    sql`select v.*, p.name from model_version v left join person p on p.id = v.who where v.version < ${before}::int order by v.version desc limit ${pageOfVersions + 1}::int`,
  )
  const diffs = await told.diffs(call.machine.world, rows)
  const page = rows.slice(0, pageOfVersions)
  return {
    data: page.map((row, i) => ({
      version: row.version,
      at: row.at,
      note: row.note,
      who: { id: row.who ?? '', name: row.name ?? 'OpenLTC' },
      diff: diffs[i]!,
    })),
    next: rows.length > pageOfVersions ? page.at(-1)!.version : null,
  }
}

function patchOf(call: Call, more: readonly string[] = []): Changes {
  const problems = new Problems()
  const body = (call.body ?? {}) as Readonly<Record<string, unknown>>
  if (!isJsonObject(body.changes)) problems.add('changes', 'required')
  for (const name of more) if (typeof body[name] !== 'string') problems.add(name, 'required')
  problems.done()
  return body.changes as Changes
}

/** The number of an earlier version; null where none is named. */
function earlierOf(call: Call): number | null {
  const to = (call.body as { to?: unknown } | undefined)?.to
  return typeof to === 'number' && Number.isInteger(to) && to >= 0 && to < 2 ** 31 ? to : null
}

/** A patch, or an earlier version again. */
function wishedOf(call: Call, more: readonly string[] = []): Wished {
  const to = earlierOf(call)
  return to === null ? { patch: patchOf(call, more) } : { to }
}

/** What whoever publishes says beside the patch. */
function wishOf(call: Call, note: string): PublishWish {
  const problems = new Problems()
  const body = (call.body ?? {}) as Readonly<Record<string, unknown>>
  const { if_version, keep_unconverted, move_to, draft } = body
  if (keep_unconverted !== undefined && typeof keep_unconverted !== 'boolean')
    problems.add('keep_unconverted', 'wrong-type', { expected: 'true / false' })
  const moves =
    move_to === undefined ||
    (isJsonObject(move_to) &&
      Object.values(move_to).every(
        (one) =>
          isJsonObject(one) && Object.values(one).every((stage) => typeof stage === 'string'),
      ))
  if (!moves) problems.add('move_to', 'wrong-type', { expected: '{"lead":{"old":"new"}}' })
  if (draft !== undefined && !isUuid(draft)) problems.add('draft', 'wrong-type', { expected: 'id' })
  problems.done()
  return {
    note: typeof body.note === 'string' && body.note ? body.note : note,
    ...(typeof if_version === 'number' ? { ifVersion: if_version } : {}),
    ...(keep_unconverted === true ? { keepUnconverted: true } : {}),
    ...(move_to === undefined ? {} : { moveTo: move_to as StageMoves }),
    ...(typeof draft === 'string' ? { draft } : {}),
  }
}

const exists = (call: Call, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (at, key) =>
      typeof at === 'object' && at !== null && Object.hasOwn(at, key)
        ? (at as Record<string, unknown>)[key]
        : undefined,
    call.machine.world.app,
  )

/** An object as it can be sent back, without what is computed of it. */
function asDeclared(part: unknown, depth: number): unknown {
  if (depth === 1)
    return Object.fromEntries(
      Object.entries(part as Record<string, unknown>).map(([name, one]) => [
        name,
        asDeclared(one, 2),
      ]),
    )
  const {
    name: _n,
    actions: _a,
    formulas: _f,
    children: _c,
    derive: _d,
    ...declared
  } = part as AppObject
  return declared
}

const lifecycleAt = (call: Call, [, object]: readonly string[]) =>
  object && Object.hasOwn(call.machine.world.app.objects, object)
    ? call.machine.world.app.objects[object]!.lifecycle
    : undefined

/** The routes of one book. */
export const modelRoutes = (book: Book, told = new ToldVersions(book)): readonly Route[] => [
  {
    method: 'GET',
    url: '/api/v1/model',
    gate: 'admin',
    says: 'The model as it is now, and what the company changed',
    run: async (call): Promise<ModelAnswer & Record<string, unknown>> => {
      const { app } = call.machine.world
      const objects = Object.fromEntries(
        Object.entries(app.objects).map(([name, { actions: _a, derive: _d, ...rest }]) => [
          name,
          { ...rest, formulas: {} },
        ]),
      )
      return {
        ...(Object.fromEntries(modelMaps.map((map) => [map, app[map]])) as unknown as Model),
        version: app.version,
        objects,
        changes: (await lastModel(call.machine.world.db)).changes,
      }
    },
  },
  {
    method: 'GET',
    url: '/api/v1/model/versions',
    gate: 'admin',
    says: 'Versions with their difference in words, newest first, a page at a time',
    run: (call) => versions(call, told),
  },
  {
    method: 'GET',
    url: '/api/v1/model/versions/:from/diff/:to',
    gate: 'admin',
    says: 'The difference between two versions',
    run: async (call) => ({
      data: modelDiff(
        await appAt(call.machine.world, book, versionOf(call, 'from')),
        await appAt(call.machine.world, book, versionOf(call, 'to')),
      ),
    }),
  },
  {
    method: 'POST',
    url: '/api/v1/model/check',
    gate: 'admin',
    reads: true,
    says: 'What would this patch change, and is it sound? Nothing is done',
    run: async (call) => {
      const { now, will } = await draftedApp(call.machine.world, book, { patch: patchOf(call) })
      return { diff: modelDiff(now, will) }
    },
  },
  {
    method: 'POST',
    url: '/api/v1/model/effects',
    gate: 'admin',
    reads: true,
    says: 'What would this patch, or going back to a version, do to the records that are there? Nothing is done',
    run: (call) => effectsOf(call.machine.world, book, wishedOf(call)),
  },
  {
    method: 'POST',
    url: '/api/v1/model/uses',
    gate: 'admin',
    reads: true,
    says: 'Every place that uses what this patch retires, with the change that takes it away',
    run: async (call) => ({ data: await usesOf(call.machine.world, book, patchOf(call)) }),
  },
  {
    method: 'POST',
    url: '/api/v1/model/unconverted',
    gate: 'admin',
    reads: true,
    says: 'The values of a field that would not become its new kind, as a workbook',
    run: (call) => unconvertedOf(call, book, wishedOf(call, ['object', 'field'])),
  },
  {
    method: 'GET',
    url: '/api/v1/model/versions/:version/unconverted/:object/:field',
    gate: 'admin',
    says: 'The values that did not become their new kind in this version, as a workbook',
    run: (call) => unconvertedOfVersion(call, book, versionOf(call, 'version')),
  },
  {
    method: 'POST',
    url: '/api/v1/model/publish',
    gate: 'admin',
    says: 'Publish a patch of the model as a version',
    run: (call) =>
      publish(call.machine.world, book, call.who, patchOf(call), {
        ...wishOf(call, ''),
        within: (tx, published) => settleWith(tx, call, 200, published),
      }),
  },
  {
    method: 'POST',
    url: '/api/v1/model/rollback',
    gate: 'admin',
    says: 'Make an earlier version the newest again',
    run: async (call) => {
      const to = earlierOf(call)
      const problems = new Problems()
      if (to === null) problems.add('to', 'required')
      problems.done()
      const wish = wishOf(call, '')
      return rollBack(call.machine.world, book, call.who, to!, {
        ...wish,
        note: `↩ ${to} ${wish.note}`.trim(),
        within: (tx, published) => settleWith(tx, call, 200, published),
      })
    },
  },
  {
    method: 'GET',
    url: '/api/v1/model/*',
    gate: 'admin',
    says: 'A part of the model',
    run: async (call) => {
      const path = pathOf(call.params['*']!)
      const part =
        exists(call, path) ??
        refuse('not-found', { what: { zh: '模型的这一部分', en: 'part of the model' } })
      return path[0] === 'objects' && path.length < 3 ? asDeclared(part, path.length) : part
    },
  },
  {
    method: 'POST',
    url: '/api/v1/model/*',
    gate: 'admin',
    says: 'Add an object, field, stage, move, choice, role, automation, view',
    run: async (call) => {
      const { path, value, name } = addition(pathOf(call.params['*']!), call.body)
      if (
        exists(call, path.slice(0, -1)) === undefined &&
        path.length > 2 &&
        exists(call, placeOf(path)) === undefined
      )
        refuse('not-found', { what: { zh: '模型的这一部分', en: 'part of the model' } })
      if (exists(call, path) !== undefined)
        refuse('conflict', { reason: { zh: `「${name}」已存在`, en: `“${name}” exists already` } })
      const added = path.join('.')
      call.reply.code(201)
      return {
        ...(await publish(
          call.machine.world,
          book,
          call.who,
          patchAdding(path, value, lifecycleAt(call, path)),
          {
            note: `+ ${added}`,
            within: (tx, published) => settleWith(tx, call, 201, { ...published, path: added }),
          },
        )),
        path: added,
      }
    },
  },
  {
    method: 'PATCH',
    url: '/api/v1/model/*',
    gate: 'admin',
    says: 'Change a part of the model; null retires',
    run: async (call) => {
      const path = pathOf(call.params['*']!)
      if (exists(call, path) === undefined)
        refuse('not-found', { what: { zh: '模型的这一部分', en: 'part of the model' } })
      return publish(call.machine.world, book, call.who, patchAt(path, inBoth(call.body ?? {})), {
        note: `~ ${path.join('.')}`,
      })
    },
  },
  {
    method: 'DELETE',
    url: '/api/v1/model/*',
    gate: 'admin',
    says: 'Retire a part of the model',
    run: async (call) => {
      const path = pathOf(call.params['*']!)
      if (path.length < 2 || exists(call, path) === undefined)
        refuse('not-found', { what: { zh: '模型的这一部分', en: 'part of the model' } })
      return publish(
        call.machine.world,
        book,
        call.who,
        patchRetiring(path, lifecycleAt(call, path)),
        { note: `- ${path.join('.')}` },
      )
    },
  },
]
