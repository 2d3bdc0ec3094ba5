// Which address answers in groups: counts, sums, averages of records?
import { Problems } from '#kernel/error.ts'
import { isJsonObject, jsonObject } from '#kernel/json.ts'
import type { GroupAsk } from '#kernel/query/ask.ts'
import { group } from '#server/reading/read.ts'
import { atOf, viewOf } from './calls.ts'
import type { Route } from './routes.ts'

export const queryRoutes: readonly Route[] = [
  {
    method: 'POST',
    url: '/api/v1/query',
    gate: 'signed-in',
    reads: true,
    says: 'Groups with counts, sums, averages, medians',
    run: async (call) => {
      const rows = await group(call.machine.world.db, viewOf(call), atOf(call), groupAsk(call.body))
      return call.reply
        .header('content-type', 'application/json; charset=utf-8')
        .send(`{"data":[${rows.join(',')}]}`)
    },
  },
]

/** The body of a query, with each part of the right shape. */
function groupAsk(body: unknown): GroupAsk {
  const problems = new Problems()
  const given = jsonObject(body)
  const texts = ['from', 'where', 'search', 'sort'] as const
  problems.onlyKnown(given, [...texts, 'by', 'measure', 'limit'])
  for (const name of texts)
    if (given[name] !== undefined && given[name] !== null && typeof given[name] !== 'string')
      problems.add(name, 'wrong-type', { expected: { zh: '文本', en: 'text' } })
  if (typeof given.from !== 'string') problems.add('from', 'required')
  if (
    given.by !== undefined &&
    !(Array.isArray(given.by) && given.by.every((it) => typeof it === 'string'))
  )
    problems.add('by', 'wrong-type', { expected: { zh: '文本列表', en: 'list of text' } })
  const measure = given.measure
  if (measure !== undefined && !isJsonObject(measure))
    problems.add('measure', 'wrong-type', { expected: { zh: '对象', en: 'object' } })
  if (given.limit !== undefined && typeof given.limit !== 'number')
    problems.add('limit', 'wrong-type', { expected: { zh: '数字', en: 'number' } })
  problems.done()
  return Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== null),
  ) as unknown as GroupAsk
}
