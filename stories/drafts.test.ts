// Is what an administrator changes safe until it is published, and do two administrators not undo each other?
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { RebaseAnswer, WholeDraft } from '#kernel/api/draft.ts'
import { type Answer, type Attacked, attacked, type Knock } from './attacks/attacked.ts'

let it: Attacked
before(async () => {
  it = await attacked()
  for (const name of ['ada', 'ben']) await it.hire(name, ['admin'])
})
after(() => it.close())

const drafts = '/api/v1/model/drafts'
const ask = async <T>(who: string, knock: Knock, status = 200): Promise<T> => {
  const answer: Answer = await it.knock(who, knock)
  assert.equal(answer.statusCode, status, answer.body)
  return (answer.body ? answer.json() : undefined) as T
}
const begin = (who: string, patch: object, more: object = {}): Promise<WholeDraft> =>
  ask(who, { method: 'POST', url: drafts, body: { patch, ...more } }, 201)
const need = (change: object) => ({ objects: { lead: { fields: { need: change } } } })
const publish = (who: string, changes: object, status = 200): Promise<{ version: number }> =>
  ask(who, { method: 'POST', url: '/api/v1/model/publish', body: { changes } }, status)

test('a draft is kept with its name and the version from which it began, and changes nothing', async () => {
  const made = await begin('ada', need({ required: true }), { name: '赢率校准' })
  assert.deepEqual(
    [made.name, made.base, made.version, made.places, made.owner.name],
    ['赢率校准', it.firm.world.app.version, 1, 1, 'ada'],
  )
  assert.equal(it.firm.world.app.objects.lead!.fields.need!.required, undefined)
  const saved = await ask<WholeDraft>('ada', {
    method: 'PATCH',
    url: `${drafts}/${made.id}`,
    body: { patch: need({ required: true, help: { zh: '一句话', en: 'One sentence' } }) },
    headers: { 'if-match': '"1"' },
  })
  assert.deepEqual([saved.version, saved.places], [2, 2])
  assert.deepEqual(
    (await ask<WholeDraft>('ada', { url: `${drafts}/${made.id}` })).patch,
    saved.patch,
  )
})

test('a draft is one’s own until it is shared; only its owner shares and drops it', async () => {
  const made = await begin('ada', need({ required: true }))
  const at = `${drafts}/${made.id}`
  await ask('ben', { url: at }, 404)
  await ask('ben', { method: 'PATCH', url: at, body: { name: 'mine now' } }, 404)
  assert.equal(
    (await ask<{ data: WholeDraft[] }>('ben', { url: drafts })).data.some(
      (one) => one.id === made.id,
    ),
    false,
  )
  await ask('ada', { method: 'PATCH', url: at, body: { shared: true } })
  assert.equal(
    (await ask<WholeDraft>('ben', { method: 'PATCH', url: at, body: { name: '一起改' } }))
      .updated_by.name,
    'ben',
  )
  await ask('ben', { method: 'PATCH', url: at, body: { shared: false } }, 403)
  await ask('ben', { method: 'DELETE', url: at }, 403)
  await ask('ada', { method: 'DELETE', url: at }, 204)
  await ask('ada', { url: at }, 404)
})

test('two who save one draft at once: the second is told the version that is there', async () => {
  const made = await begin('ada', {}, { shared: true })
  await ask('ada', {
    method: 'PATCH',
    url: `${drafts}/${made.id}`,
    body: { patch: need({ max: 9 }) },
    headers: { 'if-match': '"1"' },
  })
  const late = await it.knock('ben', {
    method: 'PATCH',
    url: `${drafts}/${made.id}`,
    body: { patch: need({ max: 8 }) },
    headers: { 'if-match': '"1"' },
  })
  assert.deepEqual([late.statusCode, late.json().code, late.json().version], [412, 'moved', 2])
})

test('a draft is brought onto what others published: apart by itself, at one place by choice', async () => {
  const mine = await begin('ada', need({ max: 300, required: true }))
  await publish('ben', need({ max: 200, help: { zh: '客户要什么', en: 'What they want' } }))
  const open = await ask<RebaseAnswer>('ada', {
    method: 'POST',
    url: `${drafts}/${mine.id}/rebase`,
    body: {},
  })
  assert.deepEqual(
    open.clashes.map((one) => [one.place.zh, one.mine.zh, one.theirs.zh]),
    [['对象「线索」 · 字段「需求描述」 · 上限', '300', '200']],
  )
  assert.equal(open.draft.base, mine.base, 'nothing moves before somebody chose')
  const done = await ask<RebaseAnswer>('ada', {
    method: 'POST',
    url: `${drafts}/${mine.id}/rebase`,
    body: { choices: [{ path: open.clashes[0]!.path, take: 'theirs' }] },
  })
  assert.deepEqual(
    [done.clashes, done.draft.patch, done.draft.base],
    [[], need({ required: true }), it.firm.world.app.version],
  )
})

test('what is no patch, no name or too much is refused with its place', async () => {
  for (const [body, path] of [
    [{ patch: [] }, 'patch'],
    [{ patch: 'x' }, 'patch'],
    [{ name: 7 }, 'name'],
    [{ name: 'x'.repeat(81) }, 'name'],
    [{ shared: 'yes' }, 'shared'],
    [{ other: 1 }, 'other'],
  ] as const) {
    const answer = await it.knock('ada', { method: 'POST', url: drafts, body })
    assert.deepEqual([answer.statusCode, answer.json().errors[0].path], [422, path], answer.body)
  }
  for (const raw of ['[]', '5', 'null', '"x"']) {
    const answer = await it.knock('ada', {
      method: 'POST',
      url: drafts,
      raw,
      headers: { 'content-type': 'application/json' },
    })
    assert.deepEqual([answer.statusCode, answer.json().code], [400, 'malformed'], raw)
  }
  const polluted = await it.knock('ada', {
    method: 'POST',
    url: drafts,
    raw: '{"patch":{"__proto__":{"x":1}}}',
    headers: { 'content-type': 'application/json' },
  })
  assert.deepEqual([polluted.statusCode, polluted.json().code], [400, 'malformed'])
  assert.match(polluted.json().detail, /__proto__/)
  const made = await begin('ada', {})
  for (const choices of ['x', [{ path: 'a', take: 'mine' }], [{ path: ['a'], take: 'ours' }]])
    assert.equal(
      (
        await it.knock('ada', {
          method: 'POST',
          url: `${drafts}/${made.id}/rebase`,
          body: { choices },
        })
      ).statusCode,
      422,
    )
  for (const id of ['x', '01a00000-0000-7000-8000-00000000dead'])
    assert.equal((await it.knock('ada', { url: `${drafts}/${id}` })).statusCode, 404)
})
