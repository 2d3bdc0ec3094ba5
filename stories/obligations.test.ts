// Is what a contract promises besides kept: made from templates, due, shown, done with evidence, and waited for by bills?
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Row, Values } from '#kernel/object.ts'
import { sql } from '#kernel/sql.ts'
import { reconcile } from '#server/cli/reconcile.ts'
import { inboxOf } from '#server/approvals/inbox.ts'
import { company, refused, type Company, type Person } from './spine-company.ts'

let firm: Company
let boss: Person
let ann: Person
let dan: Person
let fay: Person
let account: Row

before(async () => {
  firm = await company('2026-03-02')
  boss = await firm.hire('Boss', { email: 'boss@example.cn', roles: ['manager'] })
  ann = await firm.hire('Ann', { email: 'ann@example.cn', roles: ['sales'] })
  dan = await firm.hire('Dan', { email: 'dan@example.cn', roles: ['delivery'] })
  fay = await firm.hire('Fay', { email: 'fay@example.cn', roles: ['finance'] })
  account = await ann.create('account', { name: '履约机械' })
  const line = (name: string, values: Values = {}) => ({ name, ...values })
  await boss.create('obligation_template', {
    name: '设备销售标准清单',
    contract_kind: 'sale',
    lines: [
      line('提交安装图纸', { from: 'starts', days: 10, needs_evidence: true }),
      line('场地与水电就绪', {
        side: 'customer',
        from: 'milestone',
        milestone_name: '发货',
        days: -7,
      }),
      line('提供付款保函', { from: 'signed', days: 5, plan_name: '预付款' }),
      line('提醒续保', { from: 'ends', days: -30 }),
    ],
  })
  await boss.create('obligation_template', {
    name: '维保清单',
    contract_kind: 'maintenance',
    lines: [line('每月巡检')],
  })
})
after(() => firm.close())

async function active(values: Values = {}): Promise<Row> {
  firm.at('2026-03-02')
  const { id } = await ann.create('contract', {
    name: '设备合同',
    account: account.id,
    lines: [{ description: '冲床', quantity: '1', unit_price: '1000', tax_rate: '0.13' }],
    ...values,
  })
  await ann.act('contract', id, 'sign')
  await ann.act('contract', id, 'activate')
  return ann.get('contract', id)
}
const owed = async (contract: Row): Promise<Row[]> =>
  ann.list('obligation', `contract = "${contract.id}"`)
const called = (list: readonly Row[], name: string): Row => list.find((one) => one.name === name)!
const file = async (name: string): Promise<{ id: string }[]> => {
  const [row] = await firm.base.db.query<{ id: string }>(
    sql`insert into file (id, name, type, size, sha256, by) values (gen_random_uuid(), ${name}, 'application/pdf', 3, 'x', ${ann.who.id}::uuid) returning id`,
  )
  return [{ id: row!.id }]
}

test('a contract that becomes active gets what its kind always promises, each with its day', async () => {
  const contract = await active({ ends_on: '2027-03-01' })
  const list = await owed(contract)
  assert.deepEqual(
    list.map((one) => [one.name, one.side, one.due_on]),
    [
      ['提交安装图纸', 'us', '2026-03-12'],
      ['场地与水电就绪', 'customer', called(list, '场地与水电就绪').due_on],
      ['提供付款保函', 'us', '2026-03-07'],
      ['提醒续保', 'us', '2027-01-30'],
    ],
  )
  const tied = called(list, '场地与水电就绪')
  assert.equal((await boss.get('milestone', String(tied.milestone))).name, '发货')
  assert.deepEqual([list[0]!.account, list[0]!.owner], [account.id, ann.who.id])
  // A second time there is nothing to add; of another kind there would be something else.
  const again = ann.act('contract', contract.id, 'add_obligations')
  assert.equal((await refused(again)).code, 'no-obligations')
  const care = await active({ kind: 'maintenance' })
  assert.deepEqual(
    (await owed(care)).map((one) => one.name),
    ['每月巡检'],
  )
})

test('what needs evidence is not done without it, nor on a day that has not come', async () => {
  const contract = await active()
  const { id } = called(await owed(contract), '提交安装图纸')
  assert.equal((await refused(ann.act('obligation', id, 'complete'))).code, 'gate-not-met')
  const evidence = await file('图纸.pdf')
  const early = ann.act('obligation', id, 'complete', { evidence, done_on: '2026-03-03' })
  assert.equal((await refused(early)).code, 'done-later')
  await ann.act('obligation', id, 'complete', { evidence, result: '已发客户设备科' })
  const done = await ann.get('obligation', id)
  assert.deepEqual(
    [done.stage, done.done_on, done.done_by, (done.evidence as Row[]).length],
    ['done', '2026-03-02', ann.who.id, 1],
  )
  await ann.act('obligation', id, 'reopen', { reason: '图纸有误' })
  assert.equal((await ann.get('obligation', id)).done_on, null)
})

test('what is tied to a line of the plan holds its bill until it is done or waived', async () => {
  const contract = await active()
  const { id } = called(await owed(contract), '提供付款保函')
  assert.deepEqual((await fay.act('contract', contract.id, 'bill')).invoices, [])
  await ann.act('obligation', id, 'complete')
  const { invoices } = (await fay.act('contract', contract.id, 'bill')) as { invoices: string[] }
  assert.equal(invoices.length, 1)
  // What is billed waits for nothing any more.
  const back = ann.act('obligation', id, 'reopen', { reason: '保函退回' })
  assert.deepEqual((await refused(back)).paths, ['plan_line'])
  const other = await active()
  const owing = called(await owed(other), '提供付款保函')
  const asked = ann.act('obligation', owing.id, 'waive', { reason: '客户不要' })
  assert.equal((await refused(asked)).code, 'not-allowed')
  await boss.act('obligation', owing.id, 'waive', { reason: '客户不要' })
  assert.equal(((await fay.act('contract', other.id, 'bill')).invoices as string[]).length, 1)
  await sound()
})

test('a line of the plan without a day is due when the last of what it waited for is done', async () => {
  const contract = await active()
  const plan = contract.billing_plan as Row[]
  const last = plan.at(-1)!
  await ann.change('contract', contract.id, {
    billing_plan: plan.map((one) =>
      one.id === last.id ? { ...one, milestone: null, due_on: null, due_after_days: 15 } : one,
    ),
  })
  const made = await Promise.all(
    ['培训操作工', '移交备件'].map((name) =>
      ann.create('obligation', { contract: contract.id, name, plan_line: last.id }),
    ),
  )
  const due = async () =>
    ((await ann.get('contract', contract.id)).billing_plan as Row[]).at(-1)!.due_on
  await ann.act('obligation', made[0]!.id, 'complete')
  assert.equal(await due(), null)
  await ann.act('obligation', made[1]!.id, 'complete')
  assert.equal(await due(), '2026-03-17')
})

test('a milestone is not accepted while something is owed for it, and a contract not completed', async () => {
  const contract = await active()
  const tied = called(await owed(contract), '场地与水电就绪')
  const milestone = String(tied.milestone)
  await dan.act('milestone', milestone, 'complete')
  assert.equal((await refused(dan.act('milestone', milestone, 'accept'))).code, 'gate-not-met')
  await dan.act('obligation', tied.id, 'complete', { result: '现场已确认' })
  await dan.act('milestone', milestone, 'accept', {
    signer: '设备科',
    evidence: await file('验收单.pdf'),
  })
  assert.equal(((await dan.get('milestone', milestone)).evidence as Row[]).length, 1)
  const { moves } = await ann.page('contract', contract.id)
  const completing = moves.find((one) => one.to === 'completed')!
  assert.equal(completing.checklist.find((line) => line.says.en.includes('promised'))?.ok, false)
})

test('what is due stands on the desk of whoever has it, and is told when it is late', async () => {
  const contract = await active()
  const { id } = called(await owed(contract), '提供付款保函')
  const seen = async () => {
    const { items } = await inboxOf(ann.doing())
    return items.filter((one) => one.record === id).map((one) => [one.kind, one.text.zh])
  }
  assert.deepEqual(await seen(), [])
  firm.at('2026-03-06')
  assert.deepEqual(await seen(), [['due', '我方履约明天到期']])
  firm.at('2026-03-09')
  assert.deepEqual(await seen(), [['due', '我方履约已逾期']])
  assert.equal((await ann.get('obligation', id)).overdue, true)
})

test('an obligation names a milestone and a bill of its own contract only', async () => {
  const [one, two] = [await active(), await active()]
  const foreign = (two.billing_plan as Row[])[0]!.id
  const wrong = ann.create('obligation', { contract: one.id, name: '交图纸', plan_line: foreign })
  assert.deepEqual((await refused(wrong)).paths, ['plan_line'])
})

async function sound(): Promise<void> {
  for await (const { id, on, says, broken } of reconcile(firm.world))
    assert.equal(broken, 0, `${id} ${on}: ${says.en}`)
}
