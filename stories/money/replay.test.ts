// Does the log alone make the same records again, and is a row that differs from it named?

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Row } from '#kernel/object.ts'
import { sql } from '#kernel/sql.ts'
import { book } from '#ltc/index.ts'
import { replay } from '#server/cli/replay.ts'
import { publish } from '#server/model/publish.ts'
import { merge } from '#server/writing/merge.ts'
import { circumstances, systemWho } from '#server/world/world.ts'
import { company, type Company, type Person } from '../spine-company.ts'

let firm: Company
let boss: Person
let invoice: Row
let draft: Row

before(async () => {
  firm = await company('2026-03-02')
  boss = await firm.hire('Bo', {
    email: 'bo@example.cn',
    roles: ['admin', 'finance', 'sales_manager', 'manager'],
  })
  const [one, two] = [
    await boss.create('account', { name: '甲' }),
    await boss.create('account', { name: '乙' }),
  ]
  const lines = [
    { description: '设备', quantity: '3', unit_price: '100', tax_rate: '0.13' },
    { description: '服务', quantity: '1', unit_price: '7.77', tax_category: 'exempt' },
  ]
  const contract = await boss.create('contract', { name: '合同', account: one.id, lines })
  await boss.change('contract', contract.id, {
    lines: [...(contract.lines as Row[]).slice(1), ...lines],
  })
  await boss.act('contract', contract.id, 'sign')
  await boss.act('contract', contract.id, 'activate')
  const { invoices } = (await boss.act('contract', contract.id, 'bill', {
    up_to: '2027-12-31',
  })) as { invoices: string[] }
  await boss.act('invoice', invoices[0]!, 'issue')
  const payment = await boss.create('payment', { account: one.id, amount: '50' })
  await boss.act('payment', payment.id, 'allocate')
  await boss.act('payment', payment.id, 'unallocate')
  await boss.act('payment', payment.id, 'allocate')
  await boss.act('invoice', invoices[0]!, 'credit')
  await boss.act('payment', payment.id, 'refund', { amount: '20' })
  invoice = await boss.get('invoice', invoices[0]!)
  draft = await boss.create('invoice', { account: two.id, lines })
  const gone = await boss.create('invoice', { account: two.id, lines })
  await boss.remove('invoice', gone.id)
})
after(() => firm.close())

async function differing(): Promise<string[]> {
  const all: string[] = []
  for await (const { differs } of replay(firm.world)) all.push(...differs)
  return all
}

test('every record that holds money is as its events make it: amounts, lines, stages, numbers, what was removed', async () => {
  const counted: Record<string, number> = {}
  for await (const { object, records, differs } of replay(firm.world)) {
    assert.deepEqual(differs, [])
    counted[object] = records
  }
  assert.equal(counted.invoice, 4)
  assert.ok(counted.journal_entry! >= 6 && counted.allocation === 2 && counted.refund === 1)
})

test('an amount, a stage, a number or a line that was changed behind the log is named', async () => {
  const [line] = draft.lines as Row[]
  for (const [change, back, named] of [
    [
      sql`update invoice set due_on = '2026-12-31' where id = ${draft.id}::uuid`,
      sql`update invoice set due_on = null where id = ${draft.id}::uuid`,
      `invoice ${draft.id} due_on: null / "2026-12-31"`,
    ],
    [
      sql`update invoice_line set description = 'x' where id = ${line!.id}::uuid`,
      sql`update invoice_line set description = '设备' where id = ${line!.id}::uuid`,
      `invoice ${draft.id} lines[0].description: "设备" / "x"`,
    ],
    [
      sql`update invoice set stage = 'written_off' where id = ${invoice.id}::uuid`,
      sql`update invoice set stage = ${String(invoice.stage)} where id = ${invoice.id}::uuid`,
      `invoice ${invoice.id} stage: "${String(invoice.stage)}" / "written_off"`,
    ],
    [
      sql`update event set changes = jsonb_set(changes::jsonb, '{amount,1}', '"51.00"')::json where object = 'payment' and deed = 'create'`,
      sql`update event set changes = jsonb_set(changes::jsonb, '{amount,1}', '"50.00"')::json where object = 'payment' and deed = 'create'`,
      'payment .* amount: "51.00" / "50.00"',
    ],
  ] as const) {
    await firm.base.db.query(change)
    const found = await differing()
    assert.equal(found.length, 1, found.join('\n'))
    assert.match(found[0]!, new RegExp(named.replace('[0]', '\\[0\\]')))
    await firm.base.db.query(back)
  }
  assert.deepEqual(await differing(), [])
})

test('two leads that became one are made again with the answers of both', async () => {
  const ask = async (text: string): Promise<Row> =>
    boss.create('lead', {
      name: text,
      qualification: [
        {
          question: (await boss.create('question', { text, kind: 'yes_no', weight: 1 })).id,
          answer: 'yes',
        },
      ],
    })
  const [keep, gone] = [await ask('预算?'), await ask('时间?')]
  await firm.world.db.transaction((tx) =>
    merge(
      {
        world: firm.world,
        app: firm.world.app,
        tx,
        who: boss.who,
        at: circumstances(firm.world, boss.who),
        cause: { kind: 'person' },
        action: null,
      },
      'lead',
      keep.id,
      gone.id,
    ),
  )
  assert.equal(((await boss.get('lead', keep.id)).qualification as Row[]).length, 2)
  assert.deepEqual(await differing(), [])
})

test('a field that has the name of a retired one, or another kind, is compared with what the log says of it since', async () => {
  const label = { zh: '批次', en: 'Batch' }
  const model = (batch: object | null) =>
    publish(
      firm.world,
      book,
      systemWho,
      { objects: { opportunity: { fields: { batch } } } } as never,
      {
        note: '',
      },
    )
  const deal = (values: object) => boss.create('opportunity', { name: '商机', ...values })
  await model({ kind: 'text', label })
  const first = await deal({ batch: '7' })
  await deal({})
  await model({ kind: 'integer', label })
  assert.equal((await boss.get('opportunity', first.id)).batch, 7)
  await boss.change('opportunity', first.id, { batch: 8 })
  assert.deepEqual(await differing(), [])
  await model(null)
  await model({ kind: 'text', label })
  assert.equal((await boss.get('opportunity', first.id)).batch, null)
  await deal({ batch: 'B' })
  assert.deepEqual(await differing(), [])
  await firm.base.db.query(sql`update opportunity set batch_3 = 'x' where id = ${first.id}::uuid`)
  assert.deepEqual(await differing(), [`opportunity ${first.id} batch: null / "x"`])
})
