// Can the standard lead process be changed while twenty people write, looked at before, lived with, and taken back?
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { RecordPage } from '#kernel/api.ts'
import { type Attacked, attacked, type Knock } from './attacks/attacked.ts'

let it: Attacked
let draft: { id: string; base: number }
const label = (zh: string, en: string) => ({ zh, en })
const sellers = Array.from({ length: 20 }, (_, i) => `seller${i}`)

/** Two fields, a stage with a gate, a route of approval. */
const patch = {
  objects: {
    lead: {
      fields: {
        budget_year: { kind: 'integer', label: label('预算年度', 'Budget year'), min: 2000, max: 2100, custom: true },
        decider: { kind: 'text', label: label('决策人', 'Decider'), default: '"待定"', custom: true },
      },
      lifecycle: {
        stages: { checking: { label: label('立项审核', 'Checking'), limit_working_days: 3 } },
        order: ['new', 'contacting', 'checking', 'qualified', 'converted', 'disqualified'],
        moves: {
          check: { from: ['contacting'], to: 'checking', gate: { checks: { year: { if: 'budget_year is not empty', says: label('预算年度已填', 'The budget year is known'), giver: 'sales' } } } },
          back: { from: ['checking'], to: 'contacting' },
          qualify: { from: ['contacting', 'checking'] },
        },
      },
    },
  },
  approvals: {
    lead_check: {
      object: 'lead', label: label('立项审批', 'Lead check'), waiting: 'checking', approved: 'qualified', rejected: 'contacting', returned: 'contacting',
      steps: { boss: { label: label('销售经理', 'Sales manager'), approvers: [{ role: 'sales_manager' }], mode: 'any' } },
    },
  },
}

const ask = async <T>(who: string, knock: Knock, status = 200): Promise<T> => {
  const answer = await it.knock(who, knock)
  assert.equal(answer.statusCode, status, `${knock.method ?? 'GET'} ${knock.url} ${answer.body}`)
  return (answer.body ? answer.json() : undefined) as T
}

before(async () => {
  it = await attacked()
  await it.hire('ada', ['admin'])
  await it.hire('boss', ['sales_manager'])
  for (const name of sellers) await it.hire(name, ['sales'])
  draft = await ask('ada', { method: 'POST', url: '/api/v1/model/drafts', body: { name: '线索立项', patch } }, 201)
})
after(() => it.close())

/** Twenty people make, change and read leads until the work is done; every answer counts. */
async function underLoad<T>(work: () => Promise<T>): Promise<{ done: T; statuses: Map<number, number>; written: number }> {
  const statuses = new Map<number, number>()
  let going = true
  let written = 0
  const count = (status: number): void => void statuses.set(status, (statuses.get(status) ?? 0) + 1)
  const seller = async (name: string): Promise<void> => {
    for (let n = 0; going; n++) {
      const made = await it.knock(name, { method: 'POST', url: '/api/v1/lead', body: { name: `${name} ${n}`, company: '示例公司', phone: `138${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}` } })
      count(made.statusCode)
      if (made.statusCode !== 201) continue
      written++
      const { id } = made.json() as { id: string }
      count((await it.knock(name, { method: 'PATCH', url: `/api/v1/lead/${id}`, body: { need: `第 ${n} 次` } })).statusCode)
      count((await it.knock(name, { url: `/api/v1/lead/${id}` })).statusCode)
    }
  }
  const all = sellers.map(seller)
  try {
    return { done: await work(), statuses, written }
  } finally {
    going = false
    await Promise.all(all)
  }
}

const refusedOf = (statuses: ReadonlyMap<number, number>): [number, number][] => [...statuses].filter(([status]) => status !== 200 && status !== 201)

test('a seller sees the changed process on a real record before anybody else does', async () => {
  const lead = await ask<{ id: string }>('seller0', { method: 'POST', url: '/api/v1/lead', body: { name: '预览', company: '示例公司', phone: '13900000001' } }, 201)
  await ask('seller0', { method: 'POST', url: `/api/v1/lead/${lead.id}/actions/move`, body: { to: 'contacting' } })
  const as = { 'x-openltc-preview': `draft=${draft.id}; person=${it.people.seller0!.who.id}` }
  const page = await ask<RecordPage>('ada', { url: `/api/v1/lead/${lead.id}/page`, headers: as })
  assert.deepEqual(page.moves.find(move => move.to === 'checking')?.checklist.map(one => [one.says.zh, one.ok]), [['预算年度已填', false]])
  const now = await ask<RecordPage>('seller0', { url: `/api/v1/lead/${lead.id}/page` })
  assert.equal(now.moves.some(move => move.to === 'checking'), false)
})

test('it is published while twenty people write, and none of them is refused', async () => {
  const { done, statuses, written } = await underLoad(async () => {
    const published = await ask<{ version: number }>('ada', { method: 'POST', url: '/api/v1/model/publish', body: { changes: patch, note: '立项', if_version: draft.base } })
    // They go on for a while in the new process.
    for (let turn = 0; turn < 10; turn++) await ask('ada', { url: '/api/v1/lead?limit=5&select=name,decider' })
    return published
  })
  assert.deepEqual(refusedOf(statuses), [])
  assert.ok(written > 20)
  assert.equal(done.version, draft.base + 1)
})

test('a lead goes the new way: the gate, the approval, the yes', async () => {
  const lead = await ask<{ id: string; decider: string }>('seller1', { method: 'POST', url: '/api/v1/lead', body: { name: '新路', company: '示例公司', phone: '13900000002' } }, 201)
  assert.equal(lead.decider, '待定')
  const at = `/api/v1/lead/${lead.id}`
  await ask('seller1', { method: 'POST', url: `${at}/actions/move`, body: { to: 'contacting' } })
  const stopped = await it.knock('seller1', { method: 'POST', url: `${at}/actions/move`, body: { to: 'checking' } })
  assert.ok(stopped.statusCode === 409 || stopped.statusCode === 422, stopped.body)
  await ask('seller1', { method: 'PATCH', url: at, body: { budget_year: 2027 } })
  await ask('seller1', { method: 'POST', url: `${at}/actions/move`, body: { to: 'checking' } })
  assert.equal((await ask<{ stage: string }>('seller1', { url: at })).stage, 'checking')
  const own = await it.knock('seller1', { method: 'POST', url: `${at}/actions/approve`, body: {} })
  assert.deepEqual([own.statusCode, own.json().code], [409, 'no-approval'])
  await ask('boss', { method: 'POST', url: `${at}/actions/approve`, body: {} })
  assert.equal((await ask<{ stage: string }>('seller1', { url: at })).stage, 'qualified')
})

test('it is taken back while twenty people write; nobody is refused, and what was filled in is kept for the next time', async () => {
  const { statuses } = await underLoad(() => ask('ada', { method: 'POST', url: '/api/v1/model/rollback', body: { to: draft.base } }))
  assert.deepEqual(refusedOf(statuses), [])
  const lead = await ask<{ data: Record<string, unknown>[] }>('boss', { url: '/api/v1/lead?limit=1' })
  assert.equal('decider' in lead.data[0]!, false)
  await ask('ada', { method: 'POST', url: '/api/v1/model/rollback', body: { to: draft.base + 1 } })
  assert.deepEqual((await ask<{ data: { budget_year: number }[] }>('ada', { url: '/api/v1/lead?filter=budget_year%20%3D%202027&select=budget_year' })).data.map(one => one.budget_year), [2027])
})
