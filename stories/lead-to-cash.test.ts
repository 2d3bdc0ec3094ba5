// Does a first phone call become money in the bank, step by step, with every no where it belongs?

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Row, Values } from '#kernel/object.ts'
import { reconcile } from '#server/cli/reconcile.ts'
import { company, refused, type Company, type Person } from './spine-company.ts'

let firm: Company
let admin: Person
let ann: Person
let bob: Person
let boss: Person
let fay: Person
let dan: Person
let press: Row
let parts: Row

before(async () => {
  firm = await company('2026-03-02')
  admin = await firm.hire('Admin', { email: 'admin@example.cn', roles: ['admin'] })
  const team = await admin.create('team', { name: '销售一部' })
  boss = await firm.hire('Boss', { email: 'boss@example.cn', roles: ['manager'] })
  ann = await firm.hire('Ann', { email: 'ann@example.cn', roles: ['sales'], team: team.id })
  bob = await firm.hire('Bob', { email: 'bob@example.cn', roles: ['sales'] })
  fay = await firm.hire('Fay', { email: 'fay@example.cn', roles: ['finance'] })
  dan = await firm.hire('Dan', { email: 'dan@example.cn', roles: ['delivery'] })
  press = await admin.create('product', {
    name: '数控冲床',
    list_price: '33.33',
    cost: '20',
    tax_rate: '0.13',
  })
  parts = await admin.create('product', {
    name: '备件',
    list_price: '10',
    cost: '4',
    tax_rate: '0.06',
    unit: '套',
  })
})
after(() => firm.close())

/** An active contract of the lines given, made the whole way from a lead. */
async function contractOf(
  name: string,
  lines: Values[],
): Promise<{ contract: string; account: string; opportunity: string; quote: string }> {
  const lead = await ann.create('lead', {
    name: `${name}的李工`,
    company: name,
    phone: '13900000001',
  })
  await ann.act('lead', lead.id, 'qualify')
  const { account, opportunity } = (await ann.act('lead', lead.id, 'convert', {
    amount: '1000',
  })) as Record<string, string>
  const { quote } = (await ann.act('opportunity', opportunity!, 'create_quote', {
    lines,
  })) as Record<string, string>
  const { stage } = await ann.act('quote', quote!, 'submit')
  if (stage === 'in_approval') await boss.act('quote', quote!, 'approve', { comment: '可以' })
  await ann.act('quote', quote!, 'send')
  await ann.act('quote', quote!, 'accept')
  const { contract } = (await ann.act('quote', quote!, 'create_contract')) as Record<string, string>
  await ann.act('contract', contract!, 'sign')
  await ann.act('contract', contract!, 'activate')
  return { contract: contract!, account: account!, opportunity: opportunity!, quote: quote! }
}

/** Bills what is due and issues it; answers the invoices. */
async function billed(contract: string, up_to?: string): Promise<string[]> {
  const { invoices } = (await fay.act('contract', contract, 'bill', up_to ? { up_to } : {})) as {
    invoices: string[]
  }
  for (const invoice of invoices) await fay.act('invoice', invoice, 'issue')
  return invoices
}

const pay = (account: string, amount: string): Promise<Row> =>
  fay.create('payment', { account, amount, received_on: '2026-03-02' })

async function accepted(contract: string): Promise<void> {
  const milestones = await dan.list('milestone', `project.contract = "${contract}"`)
  for (const { id } of milestones) {
    await dan.act('milestone', id, 'complete')
    await dan.act('milestone', id, 'accept')
  }
}

/** Every sentence about money holds for every row (L1, L3, L4, …). */
async function sound(): Promise<void> {
  for await (const { id, on, says, broken } of reconcile(firm.world))
    assert.equal(broken, 0, `${id} ${on}: ${says.en}`)
}

test('one deal goes the whole way from the lead to the last cent', async () => {
  const lead = await ann.create('lead', {
    name: '张工',
    company: '云启机械',
    phone: '13800138000',
    source: 'exhibition',
  })
  assert.equal(lead.stage, 'new')
  assert.equal(lead.keep_until, '2026-03-17')
  assert.equal((await ann.act('lead', lead.id, 'qualify')).stage, 'qualified')

  const made = (await ann.act('lead', lead.id, 'convert', { amount: '5000' })) as Record<
    string,
    string
  >
  const opportunity = await ann.get('opportunity', made.opportunity!)
  assert.equal(opportunity.amount, '5000.00')
  assert.equal(opportunity.stage, 'discovery')
  assert.equal(opportunity.lead, lead.id)
  assert.equal((await ann.get('lead', lead.id)).stage, 'converted')

  await ann.act('opportunity', opportunity.id, 'move', { to: 'needs' })
  await ann.act('opportunity', opportunity.id, 'move', { to: 'solution' })
  const { quote: quoteId } = (await ann.act('opportunity', opportunity.id, 'create_quote', {
    lines: [
      { product: press.id, quantity: '3' },
      {
        product: parts.id,
        quantity: '2.5',
        unit_price: '9.99',
        discount_percent: '10',
        tax_rate: '0.06',
      },
    ],
  })) as Record<string, string>
  assert.equal((await ann.get('opportunity', opportunity.id)).stage, 'quoting')
  const quote = await ann.get('quote', quoteId!)
  // 3 × 33.33 = 99.99, tax 13.00; 2.5 × 9.99 × 0.9 = 22.4775 → 22.48, tax 1.35.
  assert.deepEqual([quote.net, quote.tax, quote.gross], ['122.47', '14.35', '136.82'])
  assert.equal(quote.version_no, 1)
  assert.equal('margin' in quote, false)
  // 122.47 − 3 × 20 − 2.5 × 4.
  assert.equal((await boss.get('quote', quoteId!)).margin, '52.47')

  assert.equal((await ann.act('quote', quoteId!, 'submit')).stage, 'approved')
  assert.deepEqual(await refused(ann.change('quote', quoteId!, { terms: '改' })), {
    code: 'frozen',
    paths: [],
  })
  assert.equal((await refused(ann.act('quote', quoteId!, 'accept'))).code, 'action-not-open')
  await ann.act('quote', quoteId!, 'send')
  await ann.act('quote', quoteId!, 'accept')
  assert.equal((await refused(ann.act('quote', quoteId!, 'accept'))).code, 'action-not-open')
  assert.equal((await ann.get('opportunity', opportunity.id)).amount, '136.82')

  const { contract: contractId } = (await ann.act('quote', quoteId!, 'create_contract')) as Record<
    string,
    string
  >
  assert.equal(
    (await refused(ann.act('quote', quoteId!, 'create_contract'))).code,
    'contract-exists',
  )
  const contract = await ann.get('contract', contractId!)
  assert.equal(contract.amount, '136.82')
  const plan = contract.billing_plan as Row[]
  assert.deepEqual(
    plan.map((line) => line.amount),
    ['41.05', '82.09', '13.68'],
  )
  assert.equal(
    (await refused(ann.act('contract', contractId!, 'activate'))).code,
    'action-not-open',
  )
  await ann.act('contract', contractId!, 'sign', { signed_on: '2026-03-03' })
  assert.equal((await ann.get('opportunity', opportunity.id)).stage, 'won')
  await ann.act('contract', contractId!, 'activate')

  const [project] = await dan.list('project', `contract = "${contractId}"`)
  const milestones = await dan.list('milestone', `project = "${project!.id}"`)
  assert.deepEqual(
    milestones.map((one) => one.name),
    ['启动', '发货', '验收'],
  )

  const first = await billed(contractId!)
  assert.equal(first.length, 1)
  assert.deepEqual(await billed(contractId!), [])
  const deposit = await fay.get('invoice', first[0]!)
  assert.equal(deposit.number, 'INV2026-00001')
  assert.deepEqual(
    [deposit.gross, deposit.balance, deposit.due_on],
    ['41.05', '41.05', '2026-04-01'],
  )

  for (const { id } of milestones) {
    assert.equal((await refused(dan.act('milestone', id, 'accept'))).code, 'action-not-open')
    await dan.act('milestone', id, 'complete')
    await dan.act('milestone', id, 'accept', { accepted_on: '2026-03-05' })
  }
  assert.equal((await dan.get('project', project!.id)).stage, 'accepted')
  firm.at('2026-03-05')
  const second = await billed(contractId!)
  assert.equal(second.length, 1)
  assert.equal((await fay.get('invoice', second[0]!)).gross, '82.09')
  const rest = await billed(contractId!, '2027-03-05')
  assert.equal(rest.length, 1)
  // Line by line, what was billed is what was agreed.
  const lines = (
    await Promise.all([...first, ...second, ...rest].map((id) => fay.get('invoice', id)))
  ).flatMap((one) => one.lines as Row[])
  for (const line of contract.lines as Row[]) {
    const cents = lines
      .filter((one) => one.contract_line === line.id)
      .reduce((sum, one) => sum + Math.round(Number(one.gross) * 100), 0)
    assert.equal(cents, Math.round(Number(line.gross) * 100))
  }

  const payment = await pay(made.account!, '100')
  const { allocations, unallocated } = (await fay.act('payment', payment.id, 'allocate')) as {
    allocations: Values[]
    unallocated: string
  }
  assert.deepEqual(
    allocations.map((one) => one.amount),
    ['41.05', '58.95'],
  )
  assert.equal(unallocated, '0.00')
  assert.equal((await fay.get('invoice', first[0]!)).stage, 'paid')
  assert.equal((await fay.get('invoice', second[0]!)).stage, 'partly_paid')
  const last = await pay(made.account!, '36.82')
  await fay.act('payment', last.id, 'allocate')
  for (const id of [...first, ...second, ...rest]) {
    const invoice = await fay.get('invoice', id)
    assert.deepEqual([invoice.stage, Number(invoice.balance)], ['paid', 0])
  }
  const done = await fay.get('contract', contractId!)
  assert.deepEqual([Number(done.billed), Number(done.received)], [136.82, 136.82])
  assert.equal((await fay.act('contract', contractId!, 'complete')).stage, 'completed')
})

test('a lead without a way to reach it does not qualify, and says what is missing', async () => {
  const lead = await ann.create('lead', { name: '无名' })
  const no = await refused(ann.act('lead', lead.id, 'qualify'))
  assert.equal(no.code, 'gate-not-met')
  assert.equal((await ann.get('lead', lead.id)).stage, 'new')
  assert.equal((await refused(ann.act('lead', lead.id, 'convert'))).code, 'action-not-open')
})

test('answers make the score, and a low score does not qualify', async () => {
  const budget = await admin.create('question', { text: '有预算吗?', kind: 'yes_no', weight: 3 })
  const time = await admin.create('question', {
    text: '何时需要?',
    kind: 'choice',
    weight: 1,
    choices: [
      { text: '三个月内', points: 100 },
      { text: '明年', points: 20 },
    ],
  })
  const lead = await ann.create('lead', { name: '赵工', phone: '13700000000' })
  const answers = [
    { question: budget.id, answer: '否' },
    { question: time.id, answer: '三个月内' },
  ]
  assert.equal(
    (await refused(ann.act('lead', lead.id, 'qualify', { answers }))).code,
    'gate-not-met',
  )
  const better = await ann.act('lead', lead.id, 'qualify', {
    answers: [
      { ...answers[0], answer: '是' },
      { ...answers[1], answer: '明年' },
    ],
  })
  assert.equal(better.score, 80)
})

test('a lead in the pool is seen by all of sales and claimed by the first', async () => {
  const lead = await admin.create('lead', { name: '池中', phone: '13600000000', owner: null })
  assert.equal((await bob.get('lead', lead.id)).id, lead.id)
  const both = await Promise.allSettled([
    ann.act('lead', lead.id, 'claim'),
    bob.act('lead', lead.id, 'claim'),
  ])
  assert.equal(both.filter((one) => one.status === 'fulfilled').length, 1)
  const owner = (await admin.get('lead', lead.id)).owner
  const [mine, other] = owner === ann.who.id ? [ann, bob] : [bob, ann]
  assert.equal((await refused(other.get('lead', lead.id))).code, 'not-found')
  await mine.act('lead', lead.id, 'release', { reason: '联系不上' })
  assert.equal((await other.get('lead', lead.id)).release_reason, '联系不上')
})

test('a large discount waits for a yes of somebody else', async () => {
  const lead = await ann.create('lead', { name: '钱工', company: '折扣机械', phone: '13500000000' })
  await ann.act('lead', lead.id, 'qualify')
  const { opportunity } = (await ann.act('lead', lead.id, 'convert', {})) as Record<string, string>
  const { quote } = (await ann.act('opportunity', opportunity!, 'create_quote', {
    lines: [{ product: press.id, quantity: '1', discount_percent: '15.01' }],
  })) as Record<string, string>
  assert.equal((await ann.act('quote', quote!, 'submit')).stage, 'in_approval')
  assert.ok(
    ['own-approval', 'no-approval'].includes(
      (await refused(ann.act('quote', quote!, 'approve'))).code,
    ),
  )
  assert.equal((await refused(ann.act('quote', quote!, 'send'))).code, 'action-not-open')
  assert.deepEqual((await refused(boss.act('quote', quote!, 'reject'))).paths, ['comment'])
  assert.equal((await boss.act('quote', quote!, 'reject', { comment: '太低' })).stage, 'rejected')
  assert.equal((await ann.get('quote', quote!)).rejected_reason, '太低')

  const next = (await ann.act('quote', quote!, 'new_version')) as Record<string, string>
  const lines = (await ann.get('quote', next.quote!)).lines as Row[]
  await ann.change('quote', next.quote!, {
    lines: lines.map(({ id }) => ({ id, discount_percent: '15' })),
  })
  assert.equal((await ann.act('quote', next.quote!, 'submit')).stage, 'approved')
  assert.equal((await ann.get('quote', next.quote!)).version_no, 2)
})

test('a quote whose day has passed is not accepted, and expires', async () => {
  const lead = await ann.create('lead', { name: '孙工', company: '过期机械', phone: '13400000000' })
  await ann.act('lead', lead.id, 'qualify')
  const { opportunity } = (await ann.act('lead', lead.id, 'convert', {})) as Record<string, string>
  const { quote } = (await ann.act('opportunity', opportunity!, 'create_quote', {
    lines: [{ product: press.id }],
    valid_until: '2026-03-10',
  })) as Record<string, string>
  await ann.act('quote', quote!, 'submit')
  firm.at('2026-03-11')
  assert.equal((await refused(ann.act('quote', quote!, 'send'))).code, 'quote-expired')
  firm.at('2026-03-05')
  await ann.act('quote', quote!, 'send')
  const offered = async (): Promise<string[]> =>
    (await ann.page('quote', quote!)).actions.filter((one) => one.open).map((one) => one.name)
  assert.ok((await offered()).includes('accept'))
  assert.equal((await refused(ann.act('quote', quote!, 'expire'))).code, 'action-not-met')
  firm.at('2026-03-11')
  const late = await offered()
  assert.deepEqual(
    ['accept', 'expire', 'new_version'].map((name) => late.includes(name)),
    [false, true, true],
    'its time is over, so it is marked so or made anew',
  )
  assert.equal((await refused(ann.act('quote', quote!, 'accept'))).code, 'quote-expired')
  await ann.act('quote', quote!, 'expire')
  firm.at('2026-03-05')
  assert.equal((await ann.get('quote', quote!)).stage, 'expired')
})

test('a lost deal says why', async () => {
  const lead = await ann.create('lead', { name: '周工', company: '输单机械', phone: '13300000000' })
  await ann.act('lead', lead.id, 'qualify')
  const { opportunity } = (await ann.act('lead', lead.id, 'convert', {})) as Record<string, string>
  assert.deepEqual((await refused(ann.act('opportunity', opportunity!, 'lose'))).paths, ['reason'])
  assert.equal((await refused(ann.act('opportunity', opportunity!, 'win'))).code, 'gate-not-met')
  const lost = await ann.act('opportunity', opportunity!, 'lose', { reason: '价格' })
  assert.equal(lost.stage, 'lost')
  assert.ok(lost.lost_at)
})

test('money is allocated only where it belongs, never more than there is, and comes back whole', async () => {
  const one = await contractOf('核销机械', [{ product: press.id, quantity: '10' }])
  const two = await contractOf('另一机械', [{ product: press.id, quantity: '10' }])
  const [mine] = await billed(one.contract)
  const [theirs] = await billed(two.contract)
  const payment = await pay(one.account, '100')
  const allocate = (allocations: Values[]) =>
    refused(fay.act('payment', payment.id, 'allocate', { allocations }))
  assert.equal((await allocate([{ invoice: theirs, amount: '1' }])).code, 'other-account')
  assert.equal(
    (await allocate([{ invoice: mine, amount: '100.01' }])).code,
    'more-than-unallocated',
  )
  assert.deepEqual((await allocate([{ invoice: mine, amount: '0' }])).paths, [
    'allocations[0].amount',
  ])
  assert.deepEqual((await allocate([{ invoice: mine, amount: '1.001' }, { invoice: 'x' }])).paths, [
    'allocations[0].amount',
    'allocations[1].invoice',
  ])
  const dollars = await fay.create('payment', {
    account: one.account,
    amount: '5',
    currency: 'USD',
  })
  assert.equal(
    (
      await refused(
        fay.act('payment', dollars.id, 'allocate', { allocations: [{ invoice: mine }] }),
      )
    ).code,
    'other-currency',
  )
  assert.equal((await refused(ann.act('payment', payment.id, 'allocate'))).code, 'not-allowed')

  await fay.act('payment', payment.id, 'allocate', {
    allocations: [{ invoice: mine, amount: '60' }],
  })
  assert.equal(
    (await refused(fay.act('payment', payment.id, 'refund', { amount: '40.01' }))).code,
    'more-than-unallocated',
  )
  await fay.act('payment', payment.id, 'refund', { amount: '15' })
  const after = await fay.get('payment', payment.id)
  assert.deepEqual([after.allocated, after.refunded, after.unallocated].map(Number), [60, 15, 25])
  assert.equal((await refused(fay.act('invoice', mine!, 'void'))).code, 'invoice-in-use')
  assert.equal(
    (await refused(fay.act('payment', payment.id, 'void', { reason: '错' }))).code,
    'payment-in-use',
  )
  await fay.act('payment', payment.id, 'unallocate')
  const invoice = await fay.get('invoice', mine!)
  assert.deepEqual([invoice.stage, Number(invoice.paid)], ['issued', 0])
  assert.equal(
    (await refused(fay.act('payment', payment.id, 'unallocate'))).code,
    'nothing-to-take-back',
  )
  assert.equal((await refused(fay.change('payment', payment.id, { amount: '1' }))).code, 'frozen')
})

test('many at once never allocate an invoice twice', async () => {
  const { contract, account } = await contractOf('并发机械', [
    { product: press.id, quantity: '10' },
  ])
  const [invoice] = await billed(contract)
  const { gross } = await fay.get('invoice', invoice!)
  const payments = await Promise.all(Array.from({ length: 8 }, () => pay(account, '40')))
  await Promise.allSettled(payments.map(({ id }) => fay.act('payment', id, 'allocate')))
  const now = await fay.get('invoice', invoice!)
  assert.deepEqual([Number(now.paid), Number(now.balance), now.stage], [Number(gross), 0, 'paid'])
})

test('numbers of invoices have no gaps, whoever issues and whatever fails', async () => {
  const { contract } = await contractOf('连号机械', [{ product: press.id, quantity: '7' }])
  await accepted(contract)
  const { invoices } = (await fay.act('contract', contract, 'bill', { up_to: '2028-01-01' })) as {
    invoices: string[]
  }
  await Promise.allSettled([
    ...invoices.map((id) => fay.act('invoice', id, 'issue')),
    ...invoices.map((id) =>
      fay.act('invoice', id, 'issue', { issued_on: '2026-03-05', due_on: '2026-03-01' }),
    ),
  ])
  for (const id of invoices) {
    if ((await fay.get('invoice', id)).stage === 'draft') await fay.act('invoice', id, 'issue')
  }
  const all = await fay.list('invoice', 'number is not empty and kind = "normal"')
  const numbers = all.map((one) => Number(String(one.number).slice(-5))).sort((a, b) => a - b)
  assert.deepEqual(
    numbers,
    numbers.map((_, at) => at + 1),
  )
})

test('two billing runs at once are one', async () => {
  const { contract } = await contractOf('开票机械', [
    { product: press.id },
    { product: parts.id, quantity: '3' },
  ])
  const runs = await Promise.all([1, 2, 3].map(() => fay.act('contract', contract, 'bill')))
  assert.equal(runs.flatMap((run) => run.invoices as string[]).length, 1)
})

test('a voided invoice leaves nothing in the books and can be billed again', async () => {
  const { contract } = await contractOf('作废机械', [{ product: press.id, quantity: '2' }])
  const [invoice] = await billed(contract)
  assert.equal((await refused(fay.remove('invoice', invoice!))).code, 'frozen')
  await fay.act('invoice', invoice!, 'void', { reason: '抬头错误' })
  const gone = await fay.get('invoice', invoice!)
  assert.deepEqual([gone.stage, Number(gone.balance)], ['void', 0])
  assert.equal((await billed(contract)).length, 1)
})

test('a credit note takes back exactly what it names, and what was paid is the customer’s again', async () => {
  const { contract, account } = await contractOf('红冲机械', [
    { product: press.id, quantity: '3' },
    { product: parts.id, quantity: '1' },
  ])
  const [id] = await billed(contract)
  const invoice = await fay.get('invoice', id!)
  const [line] = invoice.lines as Row[]
  const payment = await pay(account, String(invoice.gross))
  await fay.act('payment', payment.id, 'allocate')
  assert.equal(
    (
      await refused(
        fay.act('invoice', id!, 'credit', { lines: [{ line: line!.id, quantity: '1.5' }] }),
      )
    ).code,
    'credit-too-much',
  )
  const part = (await fay.act('invoice', id!, 'credit', {
    lines: [{ line: line!.id, quantity: '0.3' }],
  })) as Record<string, string>
  assert.equal(part.stage, 'paid')
  const note = await fay.get('invoice', part.credit_note!)
  assert.equal(Number((await fay.get('payment', payment.id)).unallocated), -Number(note.gross))
  await fay.act('invoice', id!, 'credit')
  const whole = await fay.get('invoice', id!)
  assert.deepEqual(
    [Number(whole.paid), Number(whole.balance), Number(whole.credited)],
    [0, 0, Number(whole.gross)],
  )
  const notes = await fay.list('invoice', `credits = "${id}"`)
  for (const field of ['net', 'tax', 'gross']) {
    const cents = notes.reduce((sum, one) => sum + Math.round(Number(one[field]) * 100), 0)
    assert.equal(cents, -Math.round(Number(invoice[field]) * 100), field)
  }
  assert.equal((await refused(fay.act('invoice', id!, 'credit'))).code, 'nothing-to-credit')
  assert.equal(
    (await refused(fay.act('invoice', part.credit_note!, 'credit'))).code,
    'not-a-credit-target',
  )
  await fay.act('payment', payment.id, 'refund', { amount: String(invoice.gross) })
})

test('an own billing plan is kept, and must come to the amount', async () => {
  const account = await admin.create('account', { name: '自定计划' })
  const plan = [
    { name: '首款', amount: '50', due_on: '2026-03-02' },
    { name: '到货款', amount: '62', milestone_name: '到货' },
  ]
  const contract = await admin.create('contract', {
    name: '直接合同',
    account: account.id,
    lines: [{ description: '咨询', quantity: '1', unit_price: '100', tax_rate: '0.13' }],
    billing_plan: plan,
  })
  assert.equal((await refused(admin.act('contract', contract.id, 'sign'))).code, 'plan-not-whole')
  await admin.change('contract', contract.id, {
    billing_plan: [plan[0], { ...plan[1], amount: '63' }],
  })
  await admin.act('contract', contract.id, 'sign')
  await admin.act('contract', contract.id, 'activate')
  const lines = (await admin.get('contract', contract.id)).billing_plan as Row[]
  assert.equal(
    (
      await refused(
        admin.change('contract', contract.id, {
          billing_plan: lines.map(({ id }, at) => ({ id, ...(at ? {} : { amount: '49' }) })),
        }),
      )
    ).code,
    'plan-not-whole',
  )
  const milestones = await admin.list('milestone', `project.contract = "${contract.id}"`)
  assert.deepEqual(
    milestones.map((one) => one.name),
    ['启动', '发货', '到货', '验收'],
  )
  assert.equal(lines[1]!.milestone, milestones[2]!.id)
  assert.equal((await billed(contract.id)).length, 1)
  await admin.act('milestone', milestones[2]!.id, 'complete')
  await admin.act('milestone', milestones[2]!.id, 'accept')
  assert.equal((await billed(contract.id)).length, 1)
})

test('terms that deviate are signed only after the general manager agrees', async () => {
  const account = await admin.create('account', { name: '非标客户' })
  const contract = await admin.create('contract', {
    name: '非标合同',
    account: account.id,
    deviates: true,
    lines: [{ description: '设备', unit_price: '100', tax_rate: '0.13' }],
    owner: ann.who.id,
  })
  assert.equal((await ann.act('contract', contract.id, 'sign')).stage, 'in_approval')
  assert.equal((await boss.act('contract', contract.id, 'approve')).stage, 'signed')
})

test('after all of it every sentence about money holds for every row', sound)
