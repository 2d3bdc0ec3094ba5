// Which addresses change the model? The address is the place in the model; each call is a version.
import type { ModelAnswer, ModelVersion } from '#kernel/api.ts'
import { type Book, type Changes, type Model, modelMaps } from '#kernel/app.ts'
import { Problems, refuse } from '#kernel/error.ts'
import { compileApp } from '#kernel/compile-app.ts'
import { compose } from '#kernel/merge.ts'
import { sql } from '#kernel/sql.ts'
import { modelDiff } from '#server/model/model-diff.ts'
import { addition, patchAt, pathOf } from '#server/model/model-paths.ts'
import { appAt, publish, refuseModel, rollBack } from '#server/model/publish.ts'
import { fittingApp } from '#server/records/fitting-model.ts'
import { lastModel } from '#server/records/open-world.ts'
import type { Call, Route } from './routes.ts'

const versionOf = (call: Call, name: string): number =>
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

function bodyOf(call: Call): { changes: Changes; note: string; if_version?: number } {
  const problems = new Problems()
  const body = (call.body ?? {}) as { changes?: unknown; note?: unknown; if_version?: unknown }
  if (typeof body.changes !== 'object' || body.changes === null || Array.isArray(body.changes)) problems.add('changes', 'required')
  problems.done()
  return { changes: body.changes as Changes, note: typeof body.note === 'string' ? body.note : '', ...(typeof body.if_version === 'number' ? { if_version: body.if_version } : {}) }
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
      const { changes } = bodyOf(call)
      const last = await lastModel(call.machine.world.db)
      const answer = compileApp(book, compose(last.changes, changes), last.version + 1)
      return 'app' in answer ? { diff: modelDiff(call.machine.world.app, answer.app) } : refuseModel(answer.problems)
    },
  },
  {
    method: 'POST', url: '/api/v1/model/publish', gate: 'admin', says: 'Publish a patch of the model as a version',
    run: async call => {
      const { changes, note, if_version } = bodyOf(call)
      return publish(call.machine.world, book, call.who, changes, note, if_version)
    },
  },
  {
    method: 'POST', url: '/api/v1/model/rollback', gate: 'admin', says: 'Make an earlier version the newest again',
    run: async call => {
      const to = (call.body as { to?: unknown } | undefined)?.to
      const problems = new Problems()
      if (typeof to !== 'number' || !Number.isInteger(to)) problems.add('to', 'required')
      problems.done()
      return rollBack(call.machine.world, book, call.who, to as number, `↩ ${to as number}`)
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
      return { ...(await publish(call.machine.world, book, call.who, patchAt(path, value), `+ ${path.join('.')}`)), path: path.join('.') }
    },
  },
  {
    method: 'PATCH', url: '/api/v1/model/*', gate: 'admin', says: 'Change a part of the model; null retires',
    run: async call => {
      const path = pathOf(call.params['*']!)
      if (exists(call, path) === undefined) refuse('not-found', { what: { zh: '模型的这一部分', en: 'part of the model' } })
      return publish(call.machine.world, book, call.who, patchAt(path, call.body ?? {}), `~ ${path.join('.')}`)
    },
  },
  {
    method: 'DELETE', url: '/api/v1/model/*', gate: 'admin', says: 'Retire a part of the model',
    run: async call => {
      const path = pathOf(call.params['*']!)
      if (path.length < 2 || exists(call, path) === undefined) refuse('not-found', { what: { zh: '模型的这一部分', en: 'part of the model' } })
      return publish(call.machine.world, book, call.who, patchAt(path, null), `- ${path.join('.')}`)
    },
  },
]
