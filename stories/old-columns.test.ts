// Does a rollback answer, whatever an earlier model has left in the columns of documents that stand?
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from '#kernel/sql.ts'
import { book } from '#ltc/index.ts'
import { follow } from '#server/model/publish.ts'
import { reconcile } from '#server/cli/reconcile.ts'
import { type Attacked, attacked } from './attacks/attacked.ts'

let it: Attacked
let invoice: string

before(async () => {
  it = await attacked()
  await it.hire('ada', ['admin'])
  const account = await it.firm.system.create('account', { name: '旧账机械' })
  const made = await it.firm.system.create('invoice', {
    account: account.id,
    lines: [{ description: '机床', quantity: '1', unit_price: '100', tax_rate: '0.13' }],
  })
  invoice = made.id
  await it.firm.system.act('invoice', invoice, 'issue')
})
after(() => it.close())

const post = (path: string, body: object) =>
  it.knock('ada', { method: 'POST', url: `/api/v1/model/${path}`, body })

const remark = { kind: 'text', label: { zh: '往来备注', en: 'Remark' }, custom: true } as const
const publish = async (def: object | null): Promise<number> => {
  const changes = { objects: { invoice: { fields: { remark: def } } } }
  const answer = await post('publish', { changes })
  assert.equal(answer.statusCode, 200, answer.body)
  return answer.json<{ version: number }>().version
}
/** Refused as a model that is not sound, with the place of the field. */
const refusedAt = async (to: number, path: string): Promise<void> => {
  const answer = await post('rollback', { to })
  assert.equal(answer.statusCode, 422, answer.body)
  const { code, errors } = answer.json<{ code: string; errors: { path: string }[] }>()
  assert.deepEqual([code, errors.map((one) => one.path)], ['model-not-sound', [path]])
}

test('a field of issued invoices that came back in a column of its own stays there', async () => {
  const first = await publish(remark)
  await publish(null)
  await publish(remark)
  await refusedAt(first, 'objects.invoice.fields.remark')
  // What changes nothing else goes on, and the invoice lives.
  await publish(null)
  await it.firm.system.act('invoice', invoice, 'receive', { amount: '13' })
})

test('where an old program has left the sums of invoices in another column, a rollback is refused', async () => {
  const [last] = await it.firm.base.db.query<{ version: number; changes: object }>(
    sql`select version, changes from model_version order by version desc limit 1`,
  )
  // As it was written before such changes were refused.
  const changes = {
    objects: { invoice: { fields: { remark: null, gross: { column: 'gross_2' } } } },
  }
  await it.firm.base.db.query(sql`alter table invoice add column gross_2 numeric`)
  await it.firm.base.db.query(
    sql`insert into model_version (version, at, who, note, changes, book) values (${last!.version + 1}::int, now(), null, '', ${JSON.stringify(changes)}::json, '')`,
  )
  await follow(it.firm.world, book)
  await refusedAt(last!.version, 'objects.invoice.fields.gross')
  // Nothing was begun: no trigger carries what is written meanwhile.
  const left = await it.firm.base.db.query(
    sql`select 1 from pg_trigger where tgname like 'carry%' and tgrelid = 'invoice'::regclass`,
  )
  assert.deepEqual(left, [])
})

test('the books are as they were', async () => {
  await it.firm.base.db.query(sql`delete from model_version where changes::text like '%gross_2%'`)
  await follow(it.firm.world, book)
  for await (const { id, on, says, broken } of reconcile(it.firm.world))
    assert.equal(broken, 0, `${id} ${on}: ${says.en}`)
})
