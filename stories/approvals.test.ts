// What can people do with an approval besides yes and no? Withdraw, return, transfer, ask somebody first, stand in.
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { Refusal } from '#kernel/error.ts'
import type { Row } from '#kernel/object.ts'
import { book } from '#ltc/index.ts'
import { appOf } from '#server/records/open-world.ts'
import { inboxOf } from '#server/approvals/inbox.ts'
import { type Company, company, type Person } from './spine-company.ts'

let it: Company
const people: Record<string, Person> = {}
let product: Row
let quote: Row

before(async () => {
  it = await company('2026-03-02')
  const north = await it.system.create('team', { name: '北区' })
  for (const [name, role] of [
    ['lead', 'sales_manager'],
    ['boss', 'manager'],
    ['ann', 'sales'],
    ['other', 'presales'],
  ] as const)
    people[name] = await it.hire(name, {
      roles: [role],
      team: north.id,
      email: `${name}@example.com`,
    })
  await it.system.change('team', north.id, { lead: people.lead!.who.id })
  product = await it.system.create('product', {
    name: '五轴机',
    unit: '台',
    list_price: '1000',
    tax_rate: '0.13',
  })
})
after(() => it.close())

beforeEach(async () => {
  const account = await people.ann!.create('account', { name: `客户${Math.random()}` })
  const deal = await people.ann!.create('opportunity', {
    name: '项目',
    account: account.id,
    amount: '800',
  })
  const made = await people.ann!.act('opportunity', deal.id, 'create_quote', {
    lines: [{ product: product.id, quantity: '1', discount_percent: '20' }],
  })
  quote = await people.ann!.get('quote', made.quote as string)
  assert.equal((await people.ann!.act('quote', quote.id, 'submit')).stage, 'in_approval')
})

const stage = async (): Promise<unknown> => (await it.system.get('quote', quote.id)).stage
const refused = (code: string) => (error: unknown) =>
  error instanceof Refusal && error.code === code

test('whoever asked may withdraw, and then correct the quote', async () => {
  await assert.rejects(people.other!.act('quote', quote.id, 'withdraw'), refused('no-approval'))
  await people.ann!.act('quote', quote.id, 'withdraw')
  assert.equal(await stage(), 'draft')
  await people.ann!.change('quote', quote.id, {
    lines: [{ product: product.id, quantity: '1', discount_percent: '10' }],
  })
  assert.equal((await people.ann!.act('quote', quote.id, 'submit')).stage, 'approved')
})

test('an approver returns it with a reason, and it is asked for again after the correction', async () => {
  await assert.rejects(people.lead!.act('quote', quote.id, 'return', {}), refused('not-valid'))
  await people.lead!.act('quote', quote.id, 'return', { comment: '折扣理由?' })
  assert.equal(await stage(), 'draft')
  const unread = `record_id = "${quote.id}" and read_at is empty`
  const [told, ...others] = await people.ann!.list('notice', unread)
  const title = `${quote.number as string}`
  assert.equal(told!.text_zh, `lead 退回了「报价折扣审批」：${title}，意见：折扣理由?`)
  assert.deepEqual(others, [])
  // What waited for a yes stood among the approver's work by itself, and is no message on top of it.
  assert.deepEqual(await people.lead!.list('notice', unread), [])
  assert.equal((await people.ann!.act('quote', quote.id, 'submit')).stage, 'in_approval')
  await people.lead!.act('quote', quote.id, 'approve', {})
  assert.equal(await stage(), 'approved')
})

test('an approver hands it to somebody else, who then decides; never to whoever asked', async () => {
  await assert.rejects(
    people.lead!.act('quote', quote.id, 'transfer', { person: people.ann!.who.id }),
    refused('own-approval'),
  )
  await people.lead!.act('quote', quote.id, 'transfer', { person: people.other!.who.id })
  await assert.rejects(people.lead!.act('quote', quote.id, 'approve', {}), refused('no-approval'))
  await people.other!.act('quote', quote.id, 'approve', {})
  assert.equal(await stage(), 'approved')
})

test('an approver asks somebody first; after their yes it is the approver’s turn again', async () => {
  await people.lead!.act('quote', quote.id, 'add_approver', { person: people.other!.who.id })
  await assert.rejects(people.lead!.act('quote', quote.id, 'approve', {}), refused('no-approval'))
  await people.other!.act('quote', quote.id, 'approve', { comment: '技术可行' })
  assert.equal(await stage(), 'in_approval')
  await people.lead!.act('quote', quote.id, 'approve', {})
  assert.equal(await stage(), 'approved')
})

test('whoever is asked already is not asked a second time', async () => {
  const again = { person: people.boss!.who.id }
  for (const deed of ['transfer', 'add_approver'])
    await assert.rejects(people.lead!.act('quote', quote.id, deed, again), refused('already-asked'))
  await assert.rejects(
    people.lead!.act('quote', quote.id, 'add_approver', { person: people.lead!.who.id }),
    refused('already-asked'),
  )
  await people.lead!.act('quote', quote.id, 'approve', {})
  assert.equal(await stage(), 'approved')
})

test('an approval is handed to those who work here, and to their deputy while they are away', async () => {
  const gone = await it.hire('gone', { roles: ['sales_manager'], email: 'gone@example.com' })
  await it.system.change('person', gone.who.id, { active: false })
  await assert.rejects(
    people.lead!.act('quote', quote.id, 'transfer', { person: gone.who.id }),
    refused('not-here'),
  )
  const away = await it.hire('away', { roles: ['presales'], email: 'away@example.com' })
  await it.system.change('person', away.who.id, { delegate: people.other!.who.id })
  await people.lead!.act('quote', quote.id, 'transfer', { person: away.who.id })
  await people.other!.act('quote', quote.id, 'approve', {})
  assert.equal(await stage(), 'approved')
})

test('whoever is handed an approval reads from whom and why, not that they had made the quote', async () => {
  const title = quote.number as string
  const newest = async (who: Person): Promise<unknown> =>
    (await who.list('notice', `record_id = "${quote.id}"`)).at(-1)?.text_zh
  const comment = '请先看毛利'
  await people.lead!.act('quote', quote.id, 'add_approver', {
    person: people.other!.who.id,
    comment,
  })
  assert.equal(await newest(people.other!), `lead 请您先看「报价折扣审批」：${title}，${comment}`)
  const card = (await people.other!.page('quote', quote.id)).approval!
  const mine = card.steps.flatMap((step) => step.answers).find((one) => one.task === card.mine)
  assert.deepEqual([mine?.from?.name, mine?.note], ['lead', comment])
  await people.other!.act('quote', quote.id, 'approve', {})
  assert.equal(await newest(people.lead!), `轮到您审批「报价折扣审批」：${title}`)
})

test('what waits says what it is about, to whoever may read that', async () => {
  const number = quote.number as string
  const title = async (who: Person): Promise<unknown> =>
    (await inboxOf(who.doing())).items.find((one) => one.record === quote.id)?.title
  const deal = `id = "${quote.opportunity as string}"`
  assert.equal((await people.lead!.list('opportunity', deal)).length, 1)
  assert.equal(await title(people.lead!), `${number} 项目`)
  const far = await it.hire('far', { roles: ['sales'], email: 'far@example.com' })
  await people.lead!.act('quote', quote.id, 'transfer', { person: far.who.id })
  assert.equal((await far.list('opportunity', deal)).length, 0)
  assert.equal(await title(far), number)
})

test('only whoever asked, or an administrator, is offered to withdraw', async () => {
  const offered = async (who: Person): Promise<boolean> =>
    (await who.page('quote', quote.id)).actions.some((one) => one.name === 'withdraw')
  assert.deepEqual([await offered(people.ann!), await offered(people.lead!)], [true, false])
})

test('somebody who is away is stood in for until the day they named', async () => {
  await people.ann!.act('quote', quote.id, 'withdraw')
  await people.lead!.change('person', people.lead!.who.id, {
    delegate: people.other!.who.id,
    delegate_until: '2026-03-10',
  })
  await people.ann!.act('quote', quote.id, 'submit')
  await people.other!.act('quote', quote.id, 'approve', {})
  assert.equal(await stage(), 'approved')
  await people.lead!.change('person', people.lead!.who.id, { delegate: null })
})

test('an administrator answers for others and for themselves; under four eyes not what they asked for', async () => {
  const chief = await it.hire('chief', { roles: ['admin'], email: 'chief@example.com' })
  const before = it.world.app
  const ask = async (): Promise<string> => {
    const { opportunity } = quote
    const { quote: id } = await chief.act('opportunity', String(opportunity), 'create_quote', {
      lines: [{ product: product.id, quantity: '1', discount_percent: '30' }],
    })
    await chief.act('quote', String(id), 'submit')
    return String(id)
  }
  const own = await ask()
  assert.ok((await chief.page('quote', own)).approval!.mine)
  assert.equal((await chief.act('quote', own, 'approve')).stage, 'approved')
  const quote_discount = { ...book.approvals.quote_discount!, four_eyes: true }
  it.world.app = appOf({ ...book, approvals: { ...book.approvals, quote_discount } }, {}, 9)
  try {
    const strict = await ask()
    assert.equal((await chief.page('quote', strict)).approval!.mine, null)
    await assert.rejects(chief.act('quote', strict, 'approve'), refused('own-approval'))
    await assert.rejects(
      chief.act('quote', strict, 'reject', { comment: 'x' }),
      refused('own-approval'),
    )
    assert.equal((await people.boss!.act('quote', strict, 'approve')).stage, 'approved')
    // What others asked for they still answer in anybody's place.
    assert.equal((await chief.act('quote', quote.id, 'approve')).stage, 'approved')
  } finally {
    it.world.app = before
  }
})
