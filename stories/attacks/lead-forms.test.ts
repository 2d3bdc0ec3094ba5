// Does a form that anybody may fill in bring leads, each once, and neither let anybody in nor tell them anything?

import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import fc from 'fast-check'
import type { Row, Values } from '#kernel/object.ts'
import { sql } from '#kernel/sql.ts'
import type { PublicForm } from '#kernel/view/public-form.ts'
import { refused, type Person } from '../spine-company.ts'
import { type Answer, type Attacked, attacked } from './attacked.ts'

let it: Attacked
let mia: Person
let ann: Person
let form: Row
let now: Date

const wait = (seconds: number): void => {
  now = new Date(now.getTime() + seconds * 1000)
  it.firm.at(now.toISOString())
}

before(async () => {
  it = await attacked()
  mia = await it.hire('mia', ['marketing'])
  ann = await it.hire('ann', ['sales'])
  const campaign = await mia.create('campaign', { name: '示例展会', channel: 'exhibition' })
  form = await mia.create('lead_form', {
    name: '示例展会登记',
    address: 'expo',
    title_zh: '留下联系方式',
    title_en: 'Leave your contact',
    source: 'exhibition',
    campaign: campaign.id,
    receiver: ann.who.id,
    consent_zh: '同意联系我',
    consent_en: 'You may contact me',
    questions: [
      { field: 'name', required: true },
      { field: 'company' },
      { field: 'phone', required: true, label_zh: '手机' },
      { field: 'email' },
      { field: 'heat' },
      { field: 'need' },
    ],
  })
  await mia.act('lead_form', form.id, 'move', { to: 'open' })
})
beforeEach(() => {
  now = new Date('2026-03-02T01:00:00Z')
  wait(0)
})
after(() => it.close())

async function asked(address = 'expo'): Promise<PublicForm> {
  const answer = await it.knock(null, { url: `/api/forms/${address}` })
  assert.equal(answer.statusCode, 200, answer.body)
  return answer.json()
}

const post = (body: unknown, address = 'expo', language = 'zh-CN'): Promise<Answer> =>
  it.knock(null, {
    method: 'POST',
    url: `/api/forms/${address}`,
    body,
    headers: { 'accept-language': language },
  })

/** Opens the page, takes some time, and sends it. */
async function fillIn(answers: Values, more: Values = {}, address = 'expo'): Promise<Answer> {
  const { token } = await asked(address)
  wait(10)
  return post({ token, answers, agreed: true, ...more }, address)
}

let calls = 0
/** A phone that nobody has given yet. */
const phone = (): string => `139${String(10_000_000 + ++calls)}`

const leadsOf = (number: string): Promise<Row[]> => mia.list('lead', `phone = "${number}"`)
const entriesOf = (filter: string): Promise<Row[]> => mia.list('lead_form_entry', filter)

test('what is filled in is a lead of the form, with its source, campaign, owner and the marks of the link', async () => {
  const number = phone()
  const answer = await fillIn(
    { name: '王示例', company: '示例精工', phone: ` ${number} `, heat: 'hot', need: '两台冲床' },
    {
      marks: { source: 'wechat', medium: 'qrcode', campaign: 'expo2026' },
      page: 'https://a.example/x',
    },
  )
  assert.deepEqual([answer.statusCode, answer.json()], [200, { taken: true }], answer.body)
  const [lead] = await leadsOf(number)
  assert.deepEqual(
    [lead!.name, lead!.company, lead!.source, lead!.campaign, lead!.form, lead!.owner, lead!.heat],
    ['王示例', '示例精工', 'exhibition', form.campaign, form.id, ann.who.id, 'hot'],
  )
  assert.deepEqual(
    [lead!.utm_source, lead!.utm_medium, lead!.utm_campaign, lead!.landing_page],
    ['wechat', 'qrcode', 'expo2026', 'https://a.example/x'],
  )
  assert.match(String(lead!.number), /^L2026-/)
  const [entry] = await entriesOf(`lead = "${lead!.id}"`)
  assert.deepEqual(
    [entry!.outcome, entry!.sender, entry!.consent, entry!.language],
    ['new_lead', '王示例 · 示例精工', '同意联系我', 'zh'],
  )
  assert.equal(
    entry!.said,
    `姓名：王示例\n公司：示例精工\n手机：${number}\n线索热度：热\n需求描述：两台冲床`,
  )
  const inbox = await it.knock('ann', { url: '/api/v1/inbox' })
  assert.ok(inbox.body.includes('带来新线索「示例精工」'), inbox.body)
})

test('pressing twice is one lead, also at the same moment', async () => {
  const number = phone()
  const { token } = await asked()
  wait(10)
  const body = { token, answers: { name: '双击', phone: number }, agreed: true }
  const both = await Promise.all([post(body), post(body)])
  assert.deepEqual(
    both.map((one) => one.body),
    ['{"taken":true}', '{"taken":true}'],
  )
  assert.equal((await post(body)).statusCode, 200)
  assert.equal((await leadsOf(number)).length, 1)
  assert.equal((await entriesOf('sender = "双击"')).length, 1)
})

test('whoever is a lead already stays that lead: its owner hears of it, nothing of it is changed, and the visitor is told the same', async () => {
  const number = phone()
  const first = await fillIn({
    name: '老朋友',
    company: '甲厂',
    phone: number,
    email: 'Old@a.example',
  })
  const [lead] = await leadsOf(number)
  wait(3600)
  const again = await fillIn({
    name: '别名',
    company: '乙厂',
    phone: `+86 ${number}`,
    need: '再问一次',
  })
  assert.deepEqual([again.statusCode, again.body], [first.statusCode, first.body])
  wait(3600)
  await fillIn({ name: '同邮箱', phone: phone(), email: 'old@A.example' })
  const same = await leadsOf(number)
  assert.equal(same.length, 1)
  assert.deepEqual(
    [same[0]!.name, same[0]!.company, same[0]!.version],
    ['老朋友', '甲厂', lead!.version],
  )
  const entries = await entriesOf(`lead = "${lead!.id}"`)
  assert.deepEqual(entries.map((one) => one.outcome).toSorted(), [
    'known_lead',
    'known_lead',
    'new_lead',
  ])
  const asks = await ann.list('activity', `lead = "${lead!.id}"`)
  assert.deepEqual(
    asks.map((one) => [one.kind, one.done_at, one.owner]),
    [
      ['inquiry', null, ann.who.id],
      ['inquiry', null, ann.who.id],
    ],
  )
  assert.match(String(asks[0]!.result), /再问一次/)
  // A stranger who writes keeps nobody's lead for them.
  assert.equal(same[0]!.keep_until, lead!.keep_until)
})

test('one of the same company is another person: a lead, marked as the usual duplicate', async () => {
  await fillIn({ name: '张一', company: '同一家示例公司', phone: phone() })
  const number = phone()
  await fillIn({ name: '李二', company: '同一家示例公司', phone: number })
  const [lead] = await leadsOf(number)
  const answer = await it.knock('mia', { url: `/api/v1/lead/${lead!.id}/duplicates` })
  assert.deepEqual(answer.json().data[0].same, ['company'])
})

test('all that is wrong is told at once, in the visitor’s language, and nothing is kept', async () => {
  const { token } = await asked()
  wait(10)
  const answer = await post(
    {
      token,
      answers: { phone: 'call me', heat: 'boiling', email: 'x', owner: ann.who.id },
      agreed: false,
    },
    'expo',
    'en',
  )
  assert.equal(answer.statusCode, 422)
  assert.deepEqual(
    answer.json().errors.map((one: { path: string; code: string }) => [one.path, one.code]),
    [
      ['owner', 'unknown-field'],
      ['name', 'required'],
      ['phone', 'wrong-type'],
      ['email', 'wrong-type'],
      ['heat', 'not-a-choice'],
      ['agreed', 'required'],
    ],
  )
  assert.match(answer.json().title, /The input is not valid/)
  // Put right on the same page it is taken.
  const number = phone()
  assert.equal(
    (await post({ token, answers: { name: 'A', phone: number }, agreed: true })).statusCode,
    200,
  )
})

test('a machine that fills in the trap or is too quick hears thanks; a person of ours looks at it', async () => {
  const [one, two] = [phone(), phone()]
  const trapped = await fillIn({ name: '陷阱', phone: one }, { trap: 'http://spam.example' })
  const { token } = await asked()
  const quick = await post({ token, answers: { name: '太快', phone: two }, agreed: true })
  assert.deepEqual([trapped.body, quick.body], ['{"taken":true}', '{"taken":true}'])
  assert.deepEqual([...(await leadsOf(one)), ...(await leadsOf(two))], [])
  const suspects = await entriesOf('outcome = "suspect"')
  assert.deepEqual(suspects.map((each) => each.sender).toSorted(), ['太快', '陷阱'])
  const person = suspects.find((each) => each.sender === '太快')!
  const { lead } = await mia.act('lead_form_entry', person.id, 'take_in')
  assert.equal((await leadsOf(two))[0]!.id, lead)
  assert.equal(
    (await refused(mia.act('lead_form_entry', person.id, 'take_in'))).code,
    'action-not-met',
  )
  const spam = suspects.find((each) => each.sender === '陷阱')!
  await mia.act('lead_form_entry', spam.id, 'discard')
  assert.deepEqual(await entriesOf('sender = "陷阱"'), [])
})

test('only a page that we gave out counts, for its own form and for a day', async () => {
  const other = await mia.create('lead_form', { name: '别的', address: 'other', title_zh: '别的' })
  await mia.act('lead_form', other.id, 'move', { to: 'open' })
  const { token } = await asked()
  const answers = { name: 'A', phone: phone() }
  const tampered = `${token!.slice(0, -2)}${token!.endsWith('AA') ? 'BB' : 'AA'}`
  for (const [bad, at] of [
    [tampered, 'expo'],
    ['', 'expo'],
    [null, 'expo'],
    [{}, 'expo'],
    [token, 'other'],
  ] as const) {
    const answer = await post({ token: bad, answers, agreed: true }, at)
    assert.deepEqual([answer.statusCode, answer.json().code], [409, 'form-page-old'], answer.body)
  }
  wait(25 * 3600)
  assert.equal((await post({ token, answers, agreed: true })).json().code, 'form-page-old')
})

test('what is not open tells nothing but that: a draft is not there, before and after its time it takes nothing', async () => {
  const draft = await mia.create('lead_form', {
    name: '草稿',
    address: 'draft',
    title_zh: '还没好',
  })
  assert.equal((await it.knock(null, { url: '/api/forms/draft' })).statusCode, 404)
  await mia.change('lead_form', draft.id, {
    open_from: '2026-03-02T04:00:00Z',
    open_until: '2026-03-02T06:00:00Z',
  })
  await mia.act('lead_form', draft.id, 'move', { to: 'open' })
  const early = await asked('draft')
  assert.deepEqual(
    [early.state, early.opens_at, early.fields, early.token],
    ['not_yet', '2026-03-02T04:00:00.000Z', [], null],
  )
  wait(4 * 3600)
  const open = await asked('draft')
  assert.deepEqual(
    [open.state, open.fields.map(({ name }) => name)],
    ['open', ['name', 'company', 'phone', 'need']],
  )
  wait(4 * 3600)
  assert.deepEqual([(await asked('draft')).state, (await asked('draft')).token], ['over', null])
  const late = await post({ token: open.token, answers: {}, agreed: true }, 'draft')
  assert.deepEqual([late.statusCode, late.json().code], [409, 'form-not-open'])
  await mia.act('lead_form', draft.id, 'move', { to: 'closed' })
  assert.equal((await asked('draft')).state, 'over')
})

test('whoever makes a form can ask nothing that they may not fill in, nor what names our records', async () => {
  const make = (questions: Values[], values: Values = {}) =>
    refused(mia.create('lead_form', { name: 'X', title_zh: 'X', questions, ...values }))
  const base = [{ field: 'name' }, { field: 'phone' }]
  for (const [field, path] of [
    ['campaign', 'questions[2].field'],
    ['owner', 'questions[2].field'],
    ['keep_until', 'questions[2].field'],
    ['nothing', 'questions[2].field'],
    ['phone', 'questions[2].field'],
  ] as const)
    assert.deepEqual((await make([...base, { field }])).paths, [path], field)
  assert.deepEqual((await make([{ field: 'name' }])).paths, ['questions'])
  assert.deepEqual((await make([{ field: 'email' }])).paths, ['questions'])
  assert.deepEqual((await make(base, { address: 'No Way' })).paths, ['address'])
  for (const sites of [
    "https://a.example 'unsafe-inline'",
    'https://*',
    'javascript://x',
    'http://a.example',
  ])
    assert.deepEqual((await make(base, { embed_on: sites })).paths, ['embed_on'], sites)
  assert.equal(
    (await refused(ann.create('lead_form', { name: 'X', title_zh: 'X' }))).code,
    'not-allowed',
  )
})

test('what the company can no longer take in is not lost, and nobody is sent away for it', async () => {
  const publish = async (changes: unknown) => {
    const answer = await it.knock('root', {
      method: 'POST',
      url: '/api/v1/model/publish',
      body: { changes },
    })
    assert.equal(answer.statusCode, 200, answer.body)
  }
  await it.hire('root', ['admin'])
  await publish({
    objects: {
      lead: {
        fields: {
          branch: {
            kind: 'text',
            label: { zh: '行业', en: 'Branch' },
            required: true,
            custom: true,
          },
        },
      },
    },
  })
  const number = phone()
  assert.equal((await fillIn({ name: '缺字段', phone: number })).statusCode, 200)
  assert.deepEqual(await leadsOf(number), [])
  const [entry] = await entriesOf('outcome = "refused"')
  assert.equal(entry!.sender, '缺字段')
  assert.ok((await it.knock('mia', { url: '/api/v1/inbox' })).body.includes('未能入库'))
  // A question whose field is gone is asked no more.
  await publish({ objects: { lead: { fields: { branch: null, heat: null } } } })
  assert.equal(
    (await asked()).fields.some(({ name }) => name === 'heat'),
    false,
  )
  await mia.act('lead_form_entry', entry!.id, 'take_in')
  assert.equal((await leadsOf(number)).length, 1)
})

test('whatever is sent, it is no bug of ours, and nothing of ours comes back', async () => {
  const secret = 'GEHEIM4711'
  await mia.create('lead', { name: secret, phone: '13700001111', email: 'geheim@a.example' })
  const { token } = await asked()
  wait(10)
  const wild = fc.oneof(
    fc.anything({ maxDepth: 2 }),
    fc.constantFrom('13700001111', 'geheim@a.example', '\u0000', '\ud800', "' or 1=1 --", '=CMD()'),
  )
  const names = fc.constantFrom(
    'name',
    'phone',
    'email',
    'heat',
    'need',
    '__proto__',
    'id',
    'stage',
  )
  const bodies = fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    fc.record(
      {
        token: fc.oneof(fc.constant(token), wild),
        answers: fc.oneof(fc.dictionary(names, wild), wild),
        agreed: fc.oneof(fc.boolean(), wild),
        trap: wild,
        marks: fc.oneof(fc.dictionary(fc.string(), wild), wild),
        page: wild,
      },
      { requiredKeys: [] },
    ),
  )
  await fc.assert(
    fc.asyncProperty(
      bodies,
      fc.constantFrom('expo', 'nothing', '..', '%2e%2e'),
      async (body, at) => {
        const answer = await post(body ?? null, at)
        assert.ok(answer.statusCode < 500, `${answer.statusCode} ${answer.body}`)
        assert.equal(answer.body.includes(secret), false)
      },
    ),
    { numRuns: 80 },
  )
  const large = await post({ token, answers: { need: 'x'.repeat(40_000) } })
  assert.equal(large.statusCode, 413)
})

test('more than usual from one network waits for somebody to look; far more is refused', async () => {
  const busy = await mia.create('lead_form', {
    name: '忙',
    address: 'busy',
    title_zh: '忙',
    questions: [
      { field: 'name', required: true },
      { field: 'phone', required: true },
    ],
  })
  await mia.act('lead_form', busy.id, 'move', { to: 'open' })
  const send = () => post({ token: 'x', answers: {} }, 'busy')
  for (let i = 0; i < 120; i++) assert.equal((await send()).statusCode, 409)
  const [hall, last] = [phone(), phone()]
  for (const [name, number] of [
    ['展会访客', hall],
    ['下一位', last],
  ] as const) {
    const answer = await fillIn({ name, phone: number }, {}, 'busy')
    assert.deepEqual([answer.statusCode, answer.body], [200, '{"taken":true}'])
  }
  assert.deepEqual([...(await leadsOf(hall)), ...(await leadsOf(last))], [])
  const waiting = await entriesOf(`form = "${busy.id}"`)
  assert.deepEqual(
    waiting.map((each) => [each.outcome, each.why]),
    Array(2).fill(['suspect', '同一网络短时间内提交很多']),
  )
  // Told once, and nobody is lost.
  const told = await it.firm.base.db.query(
    sql`select 1 from notice where record_id = ${busy.id} and person = ${mia.who.id}::uuid`,
  )
  assert.equal(told.length, 1)
  await mia.act('lead_form_entry', waiting[0]!.id, 'take_in')
  for (let i = 122; i < 600; i++) assert.equal((await send()).statusCode, 409)
  const over = await send()
  assert.equal(over.statusCode, 429)
  assert.ok(Number(over.headers['retry-after']) > 0)
  assert.equal((await it.knock(null, { url: '/api/forms/busy' })).statusCode, 200)
})

test('entries are seen by whoever sees the lead, and by marketing', async () => {
  const bob = await it.hire('bob', ['sales'])
  const number = phone()
  await fillIn({ name: '谁能看', phone: number })
  assert.equal((await ann.list('lead_form_entry', 'sender = "谁能看"')).length, 1)
  assert.equal((await bob.list('lead_form_entry', 'sender = "谁能看"')).length, 0)
  assert.equal((await it.knock(null, { url: '/api/v1/lead_form_entry' })).statusCode, 401)
})
