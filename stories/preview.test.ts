// Does a preview show the application as it would be, on real rows, to administrators only, and without touching anything?
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Meta } from '#kernel/api/meta.ts'
import type { RecordPage } from '#kernel/api/record-page.ts'
import { type Attacked, attacked, type Knock } from './attacks/attacked.ts'

let it: Attacked
let draft: string
let mine: string
let hers: string
const label = (zh: string) => ({ zh, en: zh })
const patch = {
  objects: {
    lead: {
      fields: {
        budget: { kind: 'money', label: label('预算'), custom: true },
        size: { kind: 'integer' },
        stars: {
          kind: 'formula',
          formula: 'size * 2',
          gives: 'integer',
          label: label('星'),
          custom: true,
        },
      },
      lifecycle: {
        moves: {
          contact: {
            gate: { checks: { has: { if: 'budget is not empty', says: label('预算已填') } } },
          },
        },
      },
    },
    visit: {
      label: label('拜访'),
      title: 'subject',
      custom: true,
      fields: {
        subject: { kind: 'text', label: label('主题') },
        lead: { kind: 'ref', object: 'lead', label: label('线索') },
      },
      allow: [{ role: 'sales', deeds: ['read', 'create'] }],
    },
  },
  areas: { marketing: { items: ['lead', 'campaign', 'question', 'visit'] } },
}
const see = (knock: Knock, as = `draft=${draft}; role=sales`, who = 'ada') =>
  it.knock(who, { ...knock, headers: { ...knock.headers, 'x-openltc-preview': as } })

before(async () => {
  it = await attacked()
  const ada = await it.hire('ada', ['admin'])
  const sue = await it.hire('sue', ['sales'])
  await it.knock('ada', {
    method: 'POST',
    url: '/api/v1/model/publish',
    body: {
      changes: {
        objects: {
          lead: { fields: { size: { kind: 'text', label: label('规模'), custom: true } } },
        },
      },
    },
  })
  mine = (
    await ada.create('lead', { name: '甲', company: '甲厂', phone: '13800138001', size: '12人' })
  ).id
  hers = (
    await sue.create('lead', { name: '乙', company: '乙厂', phone: '13800138002', size: '30' })
  ).id
  const made = await it.knock('ada', {
    method: 'POST',
    url: '/api/v1/model/drafts',
    body: { patch },
  })
  draft = made.json().id
})
after(() => it.close())

test('new fields are empty, changed kinds are converted, formulas count over them, new objects have no rows', async () => {
  const seen = await see({ url: `/api/v1/lead/${hers}` }, `draft=${draft}`)
  assert.equal(seen.statusCode, 200, seen.body)
  const row = seen.json()
  assert.deepEqual([row.budget, row.size, row.stars], [null, 30, 60])
  const all = (
    await see(
      {
        url: '/api/v1/lead?select=name,size,budget&filter=size%20%3E%2020%20and%20budget%20is%20empty&sort=-size',
      },
      `draft=${draft}`,
    )
  ).json()
  assert.deepEqual(
    all.data.map((one: { name: string }) => one.name),
    ['乙'],
  )
  assert.deepEqual((await see({ url: '/api/v1/visit?count=exact' })).json(), {
    data: [],
    next: null,
    count: 0,
  })
  const sum = await see(
    { method: 'POST', url: '/api/v1/query', body: { from: 'lead', measure: { n: 'sum(size)' } } },
    `draft=${draft}`,
  )
  assert.deepEqual(sum.json().data, [{ n: '30' }])
})

test('as a person or a role: their rows, their menu, the gate with its new condition', async () => {
  const as = `draft=${draft}; person=${it.people.sue!.who.id}`
  const meta = (await see({ url: '/api/v1/meta' }, as)).json() as Meta
  assert.deepEqual(
    [meta.who.name, meta.who.admin, meta.objects.visit?.deeds],
    ['sue', false, ['read', 'create']],
  )
  assert.ok(meta.areas.marketing?.items.includes('visit'), 'it stands in her menu')
  assert.equal((await see({ url: `/api/v1/lead/${mine}` }, as)).statusCode, 404)
  const shown = await see({ url: `/api/v1/lead/${hers}/page` }, as)
  assert.equal(shown.statusCode, 200, it.log.filter((line) => line.includes('bug')).join())
  const page = shown.json() as RecordPage
  assert.deepEqual(
    page.moves
      .find((one) => one.to === 'contacting')
      ?.checklist.map((one) => [one.says.zh, one.ok]),
    [['预算已填', false]],
  )
  assert.equal(((await see({ url: '/api/v1/meta' })).json() as Meta).who.admin, false)
  const now = (await see({ url: '/api/v1/meta' }, 'role=finance')).json() as Meta
  assert.deepEqual(
    [now.objects.visit, now.who.roles],
    [undefined, ['finance']],
    'without a draft it is what is published',
  )
})

test('nothing is written, whatever is tried, and what people use stays as it is', async () => {
  for (const knock of [
    { method: 'POST', url: '/api/v1/lead', body: { name: 'x' } },
    { method: 'PATCH', url: `/api/v1/lead/${hers}`, body: { name: 'x' } },
    { method: 'DELETE', url: `/api/v1/lead/${hers}` },
    { method: 'POST', url: `/api/v1/lead/${hers}/actions/move`, body: { to: 'contacting' } },
    { method: 'POST', url: '/api/v1/model/publish', body: { changes: {} } },
  ] as const) {
    const answer = await see(knock, `draft=${draft}`)
    assert.deepEqual(
      [answer.statusCode, answer.json().code],
      [409, 'preview-only-reads'],
      knock.url,
    )
  }
  assert.equal((await it.knock('sue', { url: `/api/v1/lead/${hers}` })).json().size, '30')
  assert.equal(it.firm.world.app.objects.visit, undefined)
})

test('only administrators preview; drafts that are not theirs, people that are not and broken drafts are clear refusals', async () => {
  assert.equal((await see({ url: '/api/v1/meta' }, `draft=${draft}`, 'sue')).statusCode, 403)
  assert.equal((await see({ url: '/api/v1/meta' }, 'role=nobody')).statusCode, 404)
  assert.equal(
    (await see({ url: '/api/v1/meta' }, 'person=01a00000-0000-7000-8000-00000000dead')).statusCode,
    404,
  )
  for (const as of ['draft=x', 'whatever', 'role'])
    assert.ok([400, 404].includes((await see({ url: '/api/v1/meta' }, as)).statusCode), as)
  const broken = (
    await it.knock('ada', {
      method: 'POST',
      url: '/api/v1/model/drafts',
      body: { patch: { objects: { lead: { title: 'nothing' } } } },
    })
  ).json().id
  assert.equal(
    (await see({ url: '/api/v1/meta' }, `draft=${broken}`)).json().code,
    'model-not-sound',
  )
  const empty = (
    await it.knock('ada', { method: 'POST', url: '/api/v1/model/drafts', body: {} })
  ).json().id
  assert.equal((await see({ url: '/api/v1/lead' }, `draft=${empty}`)).statusCode, 200)
})
