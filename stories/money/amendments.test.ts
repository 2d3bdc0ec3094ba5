// Does a contract that is changed after its signature keep adding up, and change only by what was signed?

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Refusal } from '#kernel/error.ts'
import { sentence } from '#kernel/sentence.ts'
import type { Row, Values } from '#kernel/object.ts'
import { reconcile } from '#server/cli/reconcile.ts'
import { chainOf } from '#server/reading/chain.ts'
import { company, refused, type Company, type Person } from '../spine-company.ts'

let firm: Company
let admin: Person
let ann: Person
let fay: Person
let boss: Person
let account: Row

before(async () => {
  firm = await company('2026-03-02')
  admin = await firm.hire('Admin', { email: 'admin@example.cn', roles: ['admin'] })
  ann = await firm.hire('Ann', { email: 'ann@example.cn', roles: ['sales'] })
  fay = await firm.hire('Fay', { email: 'fay@example.cn', roles: ['finance'] })
  boss = await firm.hire('Boss', { email: 'boss@example.cn', roles: ['manager'] })
  account = await ann.create('account', { name: '变更机械' })
})
after(() => firm.close())

async function running(lines: Values[], more: Values = {}): Promise<Row> {
  const contract = await ann.create('contract', {
    name: '设备合同',
    account: account.id,
    lines,
    ...more,
  })
  await ann.act('contract', contract.id, 'sign')
  await ann.act('contract', contract.id, 'activate')
  return ann.get('contract', contract.id)
}

const press = { description: '冲床', quantity: '3', unit_price: '100', tax_rate: '0.13' }

async function signed(contract: string, lines: Values[], more: Values = {}): Promise<string> {
  const { amendment } = await ann.act('contract', contract, 'amend', {
    name: '变更',
    lines,
    ...more,
  })
  const { stage } = await ann.act('amendment', String(amendment), 'submit')
  if (stage === 'in_approval') await boss.act('amendment', String(amendment), 'approve')
  await ann.act('amendment', String(amendment), 'sign')
  return String(amendment)
}

async function said(work: Promise<unknown>): Promise<{ code: string; message: string }> {
  try {
    await work
  } catch (error) {
    if (error instanceof Refusal)
      return { code: error.code, message: sentence(error.row.zh, error.details, 'zh') }
    throw error
  }
  throw new Error('nothing was refused')
}

async function sound(): Promise<void> {
  for await (const { id, on, says, broken } of reconcile(firm.world))
    assert.equal(broken, 0, `${id} ${on}: ${says.en}`)
}

test('a signed amendment adds its lines, its amount and a line of the billing plan', async () => {
  const contract = await running([press])
  const amendment = await signed(
    contract.id,
    [{ description: '备件', quantity: '2', unit_price: '9.99', tax_rate: '0.06' }],
    { due_on: '2026-05-01' },
  )
  const now = await ann.get('contract', contract.id)
  // 339.00 + 19.98 + 1.20.
  assert.deepEqual([now.amount, now.signed_amount, now.planned], ['360.18', '339.00', '360.18'])
  const plan = now.billing_plan as Row[]
  assert.deepEqual([plan.at(-1)!.amount, plan.at(-1)!.due_on], ['21.18', '2026-05-01'])
  const lines = now.lines as Row[]
  assert.deepEqual([lines.length, lines[1]!.amendment], [2, amendment])
  assert.equal((await ann.get('amendment', amendment)).stage, 'signed')
  await sound()
})

test('less is asked for first, then taken off what is not billed yet, exactly', async () => {
  const contract = await running([{ ...press, unit_price: '33.33' }])
  const [line] = contract.lines as Row[]
  const { amendment, amount } = await ann.act('contract', contract.id, 'amend', {
    name: '减少一台',
    lines: [{ contract_line: line!.id, quantity: '-1' }],
  })
  // The contract is 99.99 + 13.00; a third of it goes.
  assert.equal(amount, '-37.66')
  assert.equal((await ann.act('amendment', String(amendment), 'submit')).stage, 'in_approval')
  assert.equal(
    (await refused(ann.act('amendment', String(amendment), 'sign'))).code,
    'action-not-open',
  )
  await boss.act('amendment', String(amendment), 'approve')
  await ann.act('amendment', String(amendment), 'sign')
  const now = await ann.get('contract', contract.id)
  assert.deepEqual([now.amount, now.planned], ['75.33', '75.33'])
  await signed(contract.id, [{ contract_line: line!.id, quantity: '-2' }])
  const none = await ann.get('contract', contract.id)
  assert.deepEqual([none.amount, none.net, none.tax], ['0.00', '0.00', '0.00'])
  assert.deepEqual(none.billing_plan, [])
  await sound()
})

test('no line is taken away beyond itself, nor what is billed already', async () => {
  const contract = await running([press, { ...press, description: '线切割' }])
  const [line] = contract.lines as Row[]
  const amend = (lines: Values[]) =>
    refused(ann.act('contract', contract.id, 'amend', { name: '减少', lines }))
  assert.deepEqual((await amend([{ contract_line: line!.id, quantity: '-3.5' }])).paths, [
    'lines[0].quantity',
  ])
  assert.deepEqual((await amend([{ quantity: '-1', unit_price: '1' }])).paths, [
    'lines[0].quantity',
  ])
  const other = await running([press])
  const foreign = (other.lines as Row[])[0]!.id
  assert.deepEqual((await amend([{ contract_line: foreign, quantity: '-1' }])).paths, [
    'lines[0].contract_line',
  ])
  await fay.act('contract', contract.id, 'bill')
  const { amendment } = await ann.act('contract', contract.id, 'amend', {
    name: '取消冲床',
    lines: [{ contract_line: line!.id, quantity: '-3' }],
  })
  await ann.act('amendment', String(amendment), 'submit')
  await boss.act('amendment', String(amendment), 'approve')
  assert.equal(
    (await refused(ann.act('amendment', String(amendment), 'sign'))).code,
    'below-billed',
  )
  // Nothing of the refused signature stays.
  assert.equal((await ann.get('amendment', String(amendment))).stage, 'approved')
  assert.equal((await ann.get('contract', contract.id)).amount, '678.00')
})

test('no line is taken below what has left for the customer, told with both quantities', async () => {
  const contract = await running([press])
  const [line] = contract.lines as Row[]
  const { shipment } = await boss.act('contract', contract.id, 'plan_shipment')
  const [planned] = (await boss.get('shipment', String(shipment))).lines as Row[]
  await boss.change('shipment', String(shipment), {
    lines: [{ id: planned!.id, contract_line: line!.id, quantity: '2' }],
  })
  const drafted = async (quantity: string): Promise<string> =>
    String(
      (
        await ann.act('contract', contract.id, 'amend', {
          name: '减少',
          lines: [{ contract_line: line!.id, quantity }],
        })
      ).amendment,
    )
  const early = await drafted('-2')
  await ann.act('amendment', early, 'submit')
  await boss.act('amendment', early, 'approve')
  await boss.act('shipment', String(shipment), 'ship')
  // Approved before the goods left, and still not signed any more.
  const { message, code } = await said(ann.act('amendment', early, 'sign'))
  assert.equal(code, 'below-shipped')
  assert.equal(message, '「冲床」已发出 2，变更后只剩 1；请先退货，或少减一些。')
  const late = await drafted('-1.5')
  assert.equal((await said(ann.act('amendment', late, 'submit'))).code, 'below-shipped')
  await signed(contract.id, [{ contract_line: line!.id, quantity: '-1' }])
  await sound()
})

test('two amendments of the same line at once are one after the other', async () => {
  const contract = await running([press])
  const [line] = contract.lines as Row[]
  const drafts = await Promise.all(
    [1, 2].map(async () => {
      const { amendment } = await ann.act('contract', contract.id, 'amend', {
        name: '减少两台',
        lines: [{ contract_line: line!.id, quantity: '-2' }],
      })
      await ann.act('amendment', String(amendment), 'submit')
      await boss.act('amendment', String(amendment), 'approve')
      return String(amendment)
    }),
  )
  const ends = await Promise.allSettled(drafts.map((id) => ann.act('amendment', id, 'sign')))
  assert.equal(ends.filter((one) => one.status === 'fulfilled').length, 1)
  assert.equal((await ann.get('contract', contract.id)).amount, '113.00')
  await sound()
})

test('what was signed changes by nothing else', async () => {
  const contract = await running([press])
  const [line] = contract.lines as Row[]
  const change = (lines: Values[]) => refused(ann.change('contract', contract.id, { lines }))
  assert.equal((await change([{ id: line!.id, quantity: '1' }])).code, 'signed-lines-stand')
  assert.equal((await change([{ id: line!.id }, press])).code, 'signed-lines-stand')
  assert.equal((await change([])).code, 'signed-lines-stand')
  assert.deepEqual((await refused(ann.change('contract', contract.id, { amount: '1' }))).paths, [
    'amount',
  ])
  const draft = await ann.create('contract', { name: '草稿', account: account.id, lines: [press] })
  assert.equal(
    (await refused(ann.create('amendment', { contract: draft.id, name: '早', lines: [press] })))
      .code,
    'contract-not-running',
  )
})

test('prices with tax stay prices with tax, and the customer pays the sum to the cent', async () => {
  const contract = await running([{ ...press, unit_price: '33.33' }], { tax_inclusive: true })
  assert.equal(contract.amount, '99.99')
  await signed(contract.id, [
    { description: '加装', quantity: '1', unit_price: '33.34', tax_rate: '0.13' },
  ])
  const now = await ann.get('contract', contract.id)
  assert.equal(now.amount, '133.33')
  for (const milestone of await admin.list('milestone', `project.contract = "${contract.id}"`)) {
    await admin.act('milestone', milestone.id, 'complete')
    await admin.act('milestone', milestone.id, 'accept')
  }
  const { invoices } = (await fay.act('contract', contract.id, 'bill', {
    up_to: '2028-01-01',
  })) as { invoices: string[] }
  for (const invoice of invoices) await fay.act('invoice', invoice, 'issue')
  const billed = await ann.get('contract', contract.id)
  assert.deepEqual([billed.billed, invoices.length], ['133.33', 4])
  await sound()
})

test('the chain shows the amendment beside its contract', async () => {
  const contract = await running([press])
  const amendment = await signed(contract.id, [{ ...press, description: '加一台', quantity: '1' }])
  const { nodes, cash } = await chainOf(ann.doing(), 'amendment', amendment)
  assert.deepEqual(
    nodes.map((one) => one.object),
    ['contract', 'amendment', 'project'],
  )
  assert.equal(cash?.contract, '452.00')
})
