// Which addresses change the model? The address is the place in the model; each call is a version.
import type { ModelAnswer, ModelVersion } from '#kernel/api.ts'
import { type Book, type Changes, type Model, modelMaps } from '#kernel/app.ts'
import { Problems, refuse } from '#kernel/error.ts'
import { isUuid } from '#kernel/fields/uuid-value.ts'
import { sql } from '#kernel/sql.ts'
import { draftedApp, effectsOf, usesOf } from '#server/model/effects.ts'
import type { StageMoves } from '#server/model/leave-stages.ts'
import { modelDiff } from '#server/model/model-diff.ts'
import { addition, patchAt, pathOf } from '#server/model/model-paths.ts'
import { appAt, publish, type PublishWish, rollBack } from '#server/model/publish.ts'
import { fittingApp } from '#server/records/fitting-model.ts'
import { lastModel } from '#server/records/open-world.ts'
import type { Call, Route } from './routes.ts'
import { unconvertedOfPatch, unconvertedOfVersion } from './unconverted.ts'

export const versionOf = (call: Call, name: string): number =>
  /^\d{1,9}$/.test(call.params[name] ?? '') ? Number(call.params[name]) : refuse('not-found', { what: { zh: '版本', en: 'version' } })

interface VersionRow { version: number; at: string; who: string | null; name: string | null; note: string; changes: Changes }

async function versions(call: Call, book: Book): Promise<{ data: ModelVersion[] }> {
  const rows = await call.machine.world.db.query<VersionRow>(sql`select v.*, p.name from model_version v left join person p on p.id = v.who order by v.version desc limit 101`)
  // An old version may no longer fit the standard of today.
  const apps = rows.map(row => fittingApp(book, row.changes, 0)?.app)
  return {
    data: rows.slice(0, 100).map((row, i) => ({
      version: row.version, at: row.at, note: row.note, who: { id: row.who ?? '', name: row.name ?? 'OpenLTC' },
      diff: apps[i] && apps[i + 1] ? modelDiff(apps[i + 1]!, apps[i]!) : [],
    })),
  }
}

function patchOf(call: Call, more: readonly string[] = []): Changes {
  const problems = new Problems()
  const body = (call.body ?? {}) as Readonly<Record<string, unknown>>
  if (!isMap(body.changes)) problems.add('changes', 'required')
  for (const name of more) if (typeof body[name] !== 'string') problems.add(name, 'required')
  problems.done()
  return body.changes as Changes
}

const isMap = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** What whoever publishes says beside the patch. */
function wishOf(call: Call, note: string): PublishWish {
  const problems = new Problems()
  const body = (call.body ?? {}) as Readonly<Record<string, unknown>>
  const { if_version, keep_unconverted, move_to, draft } = body
  if (keep_unconverted !== undefined && typeof keep_unconverted !== 'boolean') problems.add('keep_unconverted', 'wrong-type', { expected: 'true / false' })
  const moves = move_to === undefined || (isMap(move_to) && Object.values(move_to).every(one => isMap(one) && Object.values(one).every(stage => typeof stage === 'string')))
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
  path.reduce<unknown>((at, key) => (typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? (at as Record<string, unknown>)[key] : undefined), call.machine.world.app)

/** The routes of one book. */
export const modelRoutes = (book: Book): readonly Route[] => [
  {
    method: 'GET', url: '/api/v1/model', gate: 'admin', says: 'The model as it is now, and what the company changed',
    run: async (call): Promise<ModelAnswer & Record<string, unknown>> => {
      const { app } = call.machine.world
      const objects = Object.fromEntries(Object.entries(app.objects).map(([name, { actions: _a, derive: _d, ...rest }]) => [name, { ...rest, formulas: {} }]))
      return { ...(Object.fromEntries(modelMaps.map(map => [map, app[map]])) as unknown as Model), version: app.version, objects, changes: (await lastModel(call.machine.world.db)).changes }
    },
  },
  { method: 'GET', url: '/api/v1/model/versions', gate: 'admin', says: 'Every version with its difference in words', run: call => versions(call, book) },
  {
    method: 'GET', url: '/api/v1/model/versions/:from/diff/:to', gate: 'admin', says: 'The difference between two versions',
    run: async call => ({ data: modelDiff(await appAt(call.machine.world, book, versionOf(call, 'from')), await appAt(call.machine.world, book, versionOf(call, 'to'))) }),
  },
  {
    method: 'POST', url: '/api/v1/model/check', gate: 'admin', reads: true, says: 'What would this patch change, and is it sound? Nothing is done',
    run: async call => {
      const { now, will } = await draftedApp(call.machine.world, book, patchOf(call))
      return { diff: modelDiff(now, will) }
    },
  },
  {
    method: 'POST', url: '/api/v1/model/effects', gate: 'admin', reads: true, says: 'What would this patch do to the records that are there? Nothing is done',
    run: call => effectsOf(call.machine.world, book, patchOf(call)),
  },
  {
    method: 'POST', url: '/api/v1/model/uses', gate: 'admin', reads: true, says: 'Every place that uses what this patch retires, with the change that takes it away',
    run: async call => ({ data: await usesOf(call.machine.world, book, patchOf(call)) }),
  },
  {
    method: 'POST', url: '/api/v1/model/unconverted', gate: 'admin', reads: true, says: 'The values of a field that would not become its new kind, as a workbook',
    run: call => unconvertedOfPatch(call, book, patchOf(call, ['object', 'field'])),
  },
  {
    method: 'GET', url: '/api/v1/model/versions/:version/unconverted/:object/:field', gate: 'admin', says: 'The values that did not become their new kind in this version, as a workbook',
    run: call => unconvertedOfVersion(call, book, versionOf(call, 'version')),
  },
  {
    method: 'POST', url: '/api/v1/model/publish', gate: 'admin', says: 'Publish a patch of the model as a version',
    run: call => publish(call.machine.world, book, call.who, patchOf(call), wishOf(call, '')),
  },
  {
    method: 'POST', url: '/api/v1/model/rollback', gate: 'admin', says: 'Make an earlier version the newest again',
    run: async call => {
      const to = (call.body as { to?: unknown } | undefined)?.to
      const problems = new Problems()
      if (typeof to !== 'number' || !Number.isInteger(to)) problems.add('to', 'required')
      problems.done()
      return rollBack(call.machine.world, book, call.who, to as number, wishOf(call, `↩ ${to as number}`))
    },
  },
  {
    method: 'GET', url: '/api/v1/model/*', gate: 'admin', says: 'A part of the model',
    run: async call => exists(call, pathOf(call.params['*']!)) ?? refuse('not-found', { what: { zh: '模型的这一部分', en: 'part of the model' } }),
  },
  {
    method: 'POST', url: '/api/v1/model/*', gate: 'admin', says: 'Add an object, field, stage, move, choice, role, automation, view',
    run: async call => {
      const { path, value, name } = addition(pathOf(call.params['*']!), call.body)
      if (exists(call, path.slice(0, -1)) === undefined && path.length > 2 && exists(call, path.slice(0, -2)) === undefined) refuse('not-found', { what: { zh: '模型的这一部分', en: 'part of the model' } })
      if (exists(call, path) !== undefined) refuse('conflict', { reason: { zh: `「${name}」已存在`, en: `“${name}” exists already` } })
      call.reply.code(201)
      return { ...(await publish(call.machine.world, book, call.who, patchAt(path, value), { note: `+ ${path.join('.')}` })), path: path.join('.') }
    },
  },
  {
    method: 'PATCH', url: '/api/v1/model/*', gate: 'admin', says: 'Change a part of the model; null retires',
    run: async call => {
      const path = pathOf(call.params['*']!)
      if (exists(call, path) === undefined) refuse('not-found', { what: { zh: '模型的这一部分', en: 'part of the model' } })
      return publish(call.machine.world, book, call.who, patchAt(path, call.body ?? {}), { note: `~ ${path.join('.')}` })
    },
  },
  {
    method: 'DELETE', url: '/api/v1/model/*', gate: 'admin', says: 'Retire a part of the model',
    run: async call => {
      const path = pathOf(call.params['*']!)
      if (path.length < 2 || exists(call, path) === undefined) refuse('not-found', { what: { zh: '模型的这一部分', en: 'part of the model' } })
      return publish(call.machine.world, book, call.who, patchAt(path, null), { note: `- ${path.join('.')}` })
    },
  },
]
