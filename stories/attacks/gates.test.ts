// Does every address of the server pass its gate, for everybody who may knock, with nothing behind it forgotten?
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import type { Row } from '#kernel/object.ts'
import { reachNames } from '#kernel/insight/flow.ts'
import { sql } from '#kernel/sql.ts'
import { createKey } from '#server/login/keys.ts'
import {
  type Answer,
  allOf,
  type Attacked,
  attacked,
  formOf,
  type Knock,
  stored,
} from './attacked.ts'

let it: Attacked
/** Ann's records, by object; in each of them stands the canary. */
const anns: Record<string, string> = {}
let file: string
let job: string
let bobs: string
let draft: string
const canary = 'KANARI7742'
const png = { name: 'a.png', type: 'image/png', text: canary }

before(async () => {
  it = await attacked()
  const { system } = it.firm
  const north = await system.create('team', { name: 'North (sample)' })
  const south = await system.create('team', { name: 'South (sample)' })
  await it.hire('root', ['admin'])
  const ann = await it.hire('ann', ['sales'], north.id)
  await it.hire('lea', ['sales_manager'], north.id)
  await it.hire('bob', ['sales'], south.id)
  await it.hire('nil', [])
  await it.hire('fay', ['finance'])
  await it.hire('mia', ['manager'])
  const fay = it.people.fay!
  const product = await system.create('product', {
    name: 'Press',
    list_price: '100',
    cost: '60',
    tax_rate: '0.13',
  })
  const upload = await it.knock('ann', {
    method: 'POST',
    url: '/api/v1/files',
    ...(await formOf({}, png)),
  })
  file = upload.json().id
  const lead = await ann.create('lead', {
    name: `${canary} Li`,
    company: `${canary} Works`,
    phone: '13800138001',
    email: 'k7742@sample.example',
  })
  await ann.act('lead', lead.id, 'qualify')
  const made = (await ann.act('lead', lead.id, 'convert', { amount: '1000' })) as Record<
    string,
    string
  >
  const { quote } = (await ann.act('opportunity', made.opportunity!, 'create_quote', {
    lines: [{ product: product.id, quantity: '2', description: canary }],
  })) as Record<string, string>
  await ann.act('quote', quote!, 'submit')
  const { link } = await ann.act('quote', quote!, 'share')
  await ann.act('quote', quote!, 'accept')
  const { contract } = (await ann.act('quote', quote!, 'create_contract')) as Record<string, string>
  await ann.act('contract', contract!, 'sign')
  await ann.act('contract', contract!, 'activate')
  const [invoice] = ((await fay.act('contract', contract!, 'bill')) as { invoices: string[] })
    .invoices
  await fay.act('invoice', invoice!, 'issue')
  const payment = await fay.create('payment', {
    account: made.account,
    amount: '10',
    received_on: '2026-03-02',
    reference: canary,
  })
  await fay.act('payment', payment.id, 'allocate')
  // Claimed by Ann it is hers; until then whoever sells may know whose money it is.
  const bankLine = await fay.create('bank_line', {
    booked_on: '2026-03-02',
    amount: '7742',
    payer: canary,
    transaction_no: 'T7742',
  })
  await ann.act('bank_line', bankLine.id, 'claim', { account: made.account })
  const [allocation] = await it.people.mia!.list('allocation')
  const [project] = await it.people.mia!.list('project')
  const [milestone] = await it.people.mia!.list('milestone')
  const activity = await ann.create('activity', {
    kind: 'call',
    subject: canary,
    account: made.account,
  })
  Object.assign(anns, {
    lead: lead.id,
    account: made.account,
    contact: made.contact,
    opportunity: made.opportunity,
    quote,
    quote_link: link,
    contract,
    invoice,
    payment: payment.id,
    bank_line: bankLine.id,
    allocation: (allocation as Row).id,
    project: (project as Row).id,
    milestone: (milestone as Row).id,
    activity: activity.id,
  })
  for (const [object, field] of [
    ['quote', 'lines'],
    ['contract', 'lines'],
    ['invoice', 'lines'],
  ] as const) {
    const whole = await ann.get(object, anns[object]!)
    anns[`${object}_line`] = (whole[field] as Row[])[0]!.id
  }
  // Bob has something of his own that shares the phone, so that his answers are not empty for lack of rows.
  bobs = (await it.people.bob!.create('lead', { name: 'Bob’s own', phone: '13800138001' })).id
  const imported = await it.knock('root', {
    method: 'POST',
    url: '/api/v1/lead/import',
    ...(await formOf(
      { mapping: JSON.stringify({ columns: { Name: 'name' } }), dry_run: 'true' },
      { name: `${canary}.csv`, type: 'text/csv', text: 'Name\nOne\n' },
    )),
  })
  assert.equal(imported.statusCode, 202, imported.body)
  job = imported.json().job
  const size = (kind: string) => ({
    objects: {
      lead: { fields: { size: { kind, label: { zh: '规模', en: 'Size' }, custom: true } } },
    },
  })
  for (const kind of ['text', 'integer'])
    await it.knock('root', {
      method: 'POST',
      url: '/api/v1/model/publish',
      body: { changes: size(kind) },
    })
  draft = (
    await it.knock('root', {
      method: 'POST',
      url: '/api/v1/model/drafts',
      body: { name: 'plan', patch: {} },
    })
  ).json().id
})
after(() => it.close())

const objects = (): string[] => Object.keys(anns)
const idOf = (object: string): string => anns[object]!
const steps = [
  'sign-in/email',
  'sign-in/second',
  'sign-in/second/passkey',
  'sign-in/enrol',
  'sign-in/enrol/confirm',
  'sign-in/passkey/challenge',
  'sign-in/passkey',
  'sign-out',
  'link',
  'password',
  'recover',
]
const open = new Set([
  'GET /api/setup',
  'POST /api/setup',
  'POST /api/v1/hooks/:name',
  'GET /f/:address',
  'GET /api/forms/:address',
  'POST /api/forms/:address',
  'GET /q',
  'POST /api/offers/open',
  'POST /api/offers/answer',
  'GET /api/offers/:link/pdf',
  'GET /api/auth/ways',
  'GET /api/auth/get-session',
  'GET /api/auth/sso/:name',
  'GET /api/auth/sso/:name/callback',
  ...steps.map((step) => `POST /api/auth/${step}`),
])
const reports = (): string[] => Object.keys(it.firm.world.app.reports)
/** Addresses that the server adds by itself; none of them shows a record. */
const house = new Set(['GET /api/health', 'GET /*', 'HEAD /*', 'HEAD /api/health'])

/** What somebody else's person meets there: refused (the statuses), or an answer in which nothing of Ann's stands. */
type Meets = readonly number[] | 'nothing of hers'
interface Try extends Knock {
  readonly meets: Meets
}

const each =
  (make: (object: string, id: string) => Omit<Try, 'meets'>, meets: Meets = [404]) =>
  (): Try[] =>
    objects().map((object) => ({ ...make(object, idOf(object)), meets }))
const one = (knock: Omit<Try, 'meets'>, meets: Meets) => (): Try[] => [{ ...knock, meets }]
const adminOnly = (knock: Knock) => one(knock, [403])
/** For a person at their browser: no key comes in, whosever it is. */
const neverByKey = (knock: Knock) => one(knock, [403])
const never = 'x'.repeat(43)
const line = (object: string): boolean => object.endsWith('_line')
const at = (object: string, id: string, rest = ''): string => `/api/v1/${object}/${id}${rest}`

/** How each address is tried by a person who may not see what is Ann's. A new address has to be added here. */
const tries: Record<string, () => Try[] | Promise<Try[]>> = {
  'GET /api/setup': one({ url: '/api/setup' }, 'nothing of hers'),
  'POST /api/setup': one(
    {
      method: 'POST',
      url: '/api/setup',
      body: { company: 'X', name: 'X', email: 'x@sample.example', password: 'Sturdy-Bridge-42' },
    },
    [409],
  ),
  'GET /api/v1/meta': one({ url: '/api/v1/meta' }, 'nothing of hers'),
  'GET /api/v1/search': () =>
    [canary, 'Works', 'k7742', '7742', anns.lead!].map((q) => ({
      url: `/api/v1/search?q=${q}`,
      meets: 'nothing of hers',
    })),
  'GET /api/v1/inbox': one({ url: '/api/v1/inbox' }, 'nothing of hers'),
  'GET /api/v1/work': one({ url: '/api/v1/work' }, 'nothing of hers'),
  'GET /api/v1/events': () => [],
  'GET /api/openapi.json': one({ url: '/api/openapi.json' }, 'nothing of hers'),
  'GET /api/docs': one({ url: '/api/docs' }, 'nothing of hers'),
  'GET /api/v1/:object/:id/pdf': each((object, id) => ({ url: at(object, id, '/pdf') })),
  'GET /api/v1/:object/:id/docx': each((object, id) => ({ url: at(object, id, '/docx') })),
  'GET /api/v1/:object/:id/xlsx': each((object, id) => ({ url: at(object, id, '/xlsx') })),
  'GET /api/v1/desk/bank-lines': one({ url: '/api/v1/desk/bank-lines' }, 'nothing of hers'),
  'GET /api/v1/desk/pools': one({ url: '/api/v1/desk/pools' }, 'nothing of hers'),
  'GET /api/v1/desk/forecast': one({ url: '/api/v1/desk/forecast' }, 'nothing of hers'),
  'GET /api/v1/desk/forecast/deals': () =>
    ['won', 'commit', 'best', 'pipeline', 'omitted', 'weighted', 'stale'].map((part) => ({
      url: `/api/v1/desk/forecast/deals?part=${part}&person=${it.people.ann!.who.id}`,
      meets: 'nothing of hers' as const,
    })),
  'GET /api/v1/desk/forecast/accuracy': one(
    { url: '/api/v1/desk/forecast/accuracy' },
    'nothing of hers',
  ),
  'GET /api/v1/desk/forecast/history/:id': () => [
    { url: `/api/v1/desk/forecast/history/${it.people.ann!.who.id}`, meets: 'nothing of hers' },
  ],
  'GET /api/v1/desk/return': () =>
    ['', '?year=2026', '?year=x'].map((query): Try => ({
      url: `/api/v1/desk/return${query}`,
      meets: query === '?year=x' ? [400] : 'nothing of hers',
    })),
  'GET /api/v1/desk/receivables': one({ url: '/api/v1/desk/receivables' }, 'nothing of hers'),
  'GET /api/v1/desk/receivables/:id': () => [
    { url: `/api/v1/desk/receivables/${anns.account}`, meets: [404] },
  ],
  'GET /api/v1/desk/credit/:id': () => [
    { url: `/api/v1/desk/credit/${anns.account}`, meets: [404] },
  ],
  'GET /api/v1/desk/cash': one({ url: '/api/v1/desk/cash' }, 'nothing of hers'),
  'GET /api/v1/desk/cash/rows': () =>
    ['late', 'later', 'undated'].map((part) => ({
      url: `/api/v1/desk/cash/rows?part=${part}`,
      meets: 'nothing of hers' as const,
    })),
  'GET /api/v1/desk/exchange': one({ url: '/api/v1/desk/exchange' }, 'nothing of hers'),
  'GET /api/v1/river': one({ url: '/api/v1/river' }, 'nothing of hers'),
  'GET /api/v1/river/open': () =>
    reachNames.flatMap((reach) =>
      ['enter', 'stay', 'stuck', 'lost', 'on'].map((part) => ({
        url: `/api/v1/river/open?reach=${reach}&part=${part}`,
        meets: 'nothing of hers' as const,
      })),
    ),
  'GET /api/v1/cockpit': one({ url: '/api/v1/cockpit' }, 'nothing of hers'),
  'GET /api/v1/cockpit/forecast': () =>
    ['2026-03', '2026-04', '2026-05'].map((month) => ({
      url: `/api/v1/cockpit/forecast?month=${month}`,
      meets: 'nothing of hers',
    })),
  'GET /api/v1/model': adminOnly({ url: '/api/v1/model' }),
  'GET /api/v1/model/versions': adminOnly({ url: '/api/v1/model/versions' }),
  'GET /api/v1/model/versions/:from/diff/:to': adminOnly({
    url: '/api/v1/model/versions/1/diff/1',
  }),
  'GET /api/v1/model/versions/:version/document/:name': adminOnly({
    url: '/api/v1/model/versions/1/document/quote',
  }),
  'POST /api/v1/model/check': adminOnly({
    method: 'POST',
    url: '/api/v1/model/check',
    body: { changes: {} },
  }),
  'GET /api/v1/model/why': () => [
    {
      url: `/api/v1/model/why?person=${it.people.ann!.who.id}&object=lead&id=${anns.lead}`,
      meets: [403],
    },
  ],
  'GET /api/v1/model/figures/:version': adminOnly({ url: '/api/v1/model/figures/1' }),
  'POST /api/v1/model/effects': adminOnly({
    method: 'POST',
    url: '/api/v1/model/effects',
    body: { changes: {} },
  }),
  'POST /api/v1/model/uses': adminOnly({
    method: 'POST',
    url: '/api/v1/model/uses',
    body: { changes: {} },
  }),
  'POST /api/v1/model/unconverted': adminOnly({
    method: 'POST',
    url: '/api/v1/model/unconverted',
    body: { changes: {}, object: 'lead', field: 'need' },
  }),
  'GET /api/v1/model/versions/:version/unconverted/:object/:field': adminOnly({
    url: '/api/v1/model/versions/3/unconverted/lead/size',
  }),
  'POST /api/v1/model/publish': adminOnly({
    method: 'POST',
    url: '/api/v1/model/publish',
    body: { changes: { roles: { x: { label: { zh: 'x', en: 'x' } } } } },
  }),
  'POST /api/v1/model/rollback': adminOnly({
    method: 'POST',
    url: '/api/v1/model/rollback',
    body: { to: 1 },
  }),
  'POST /api/v1/model/try': adminOnly({
    method: 'POST',
    url: '/api/v1/model/try',
    body: { object: 'lead', formula: 'amount' },
  }),
  'POST /api/v1/model/from-table': adminOnly({
    method: 'POST',
    url: '/api/v1/model/from-table',
    body: {},
  }),
  'POST /api/v1/model/print': adminOnly({
    method: 'POST',
    url: '/api/v1/model/print',
    body: { changes: {}, template: 'quote', id: '01a00000-0000-7000-8000-00000000dead' },
  }),
  'GET /api/v1/model/drafts': adminOnly({ url: '/api/v1/model/drafts' }),
  'POST /api/v1/model/drafts': adminOnly({
    method: 'POST',
    url: '/api/v1/model/drafts',
    body: { name: 'x', patch: {} },
  }),
  'GET /api/v1/model/drafts/:id': () => [{ url: `/api/v1/model/drafts/${draft}`, meets: [403] }],
  'PATCH /api/v1/model/drafts/:id': () => [
    {
      method: 'PATCH',
      url: `/api/v1/model/drafts/${draft}`,
      body: { name: 'taken' },
      meets: [403],
    },
  ],
  'DELETE /api/v1/model/drafts/:id': () => [
    { method: 'DELETE', url: `/api/v1/model/drafts/${draft}`, meets: [403] },
  ],
  'POST /api/v1/model/drafts/:id/rebase': () => [
    { method: 'POST', url: `/api/v1/model/drafts/${draft}/rebase`, body: {}, meets: [403] },
  ],
  'GET /api/v1/model/*': adminOnly({ url: '/api/v1/model/objects/lead' }),
  'POST /api/v1/model/*': adminOnly({
    method: 'POST',
    url: '/api/v1/model/objects',
    body: { name: 'thing' },
  }),
  'PATCH /api/v1/model/*': adminOnly({
    method: 'PATCH',
    url: '/api/v1/model/objects/lead',
    body: { allow: [] },
  }),
  'DELETE /api/v1/model/*': adminOnly({
    method: 'DELETE',
    url: '/api/v1/model/objects/lead/fields/phone',
  }),
  'GET /api/v1/safety': adminOnly({ url: '/api/v1/safety' }),
  'PUT /api/v1/safety/backup': adminOnly({
    method: 'PUT',
    url: '/api/v1/safety/backup',
    body: { at: '02:30', folder: '/tmp', keep: 1, sealed: false },
  }),
  'POST /api/v1/safety/backup': adminOnly({
    method: 'POST',
    url: '/api/v1/safety/backup',
    body: {},
  }),
  'POST /api/v1/safety/resume': adminOnly({
    method: 'POST',
    url: '/api/v1/safety/resume',
    body: {},
  }),
  'GET /api/v1/people': adminOnly({ url: '/api/v1/people' }),
  'POST /api/v1/people': adminOnly({
    method: 'POST',
    url: '/api/v1/people',
    body: { name: 'X', email: 'x@sample.example', roles: ['admin'], password: 'Sturdy-Bridge-42' },
  }),
  'POST /api/v1/people/:id/password': () => [
    {
      method: 'POST',
      url: `/api/v1/people/${it.people.ann!.who.id}/password`,
      body: { password: 'Sturdy-Bridge-42' },
      meets: [403],
    },
  ],
  'POST /api/v1/people/:id/sign-out': () => [
    { method: 'POST', url: `/api/v1/people/${it.people.ann!.who.id}/sign-out`, meets: [403] },
  ],
  'GET /api/v1/keys': () => [
    { url: '/api/v1/keys', meets: 'nothing of hers' },
    { url: '/api/v1/keys?all=true', meets: [403] },
  ],
  'POST /api/v1/keys': neverByKey({ method: 'POST', url: '/api/v1/keys', body: { name: 'x' } }),
  'GET /api/auth/ways': one({ url: '/api/auth/ways' }, 'nothing of hers'),
  'GET /api/auth/get-session': one({ url: '/api/auth/get-session' }, 'nothing of hers'),
  'GET /api/auth/sso/:name': () =>
    ['nothing', '__proto__', '..%2f..'].map((name) => ({
      url: `/api/auth/sso/${name}`,
      meets: [303],
    })),
  'GET /api/auth/sso/:name/callback': () =>
    ['', '?code=x&state=x', '?error=access_denied'].map((rest) => ({
      url: `/api/auth/sso/nothing/callback${rest}`,
      meets: [303],
    })),
  'POST /api/auth/sign-in/email': one(
    {
      method: 'POST',
      url: '/api/auth/sign-in/email',
      body: { email: 'nobody@sample.example', password: 'x' },
    },
    [401],
  ),
  'POST /api/auth/sign-in/second': () =>
    [{ code: '123456' }, { recovery: 'abcde-fghjk' }, { passkey: {} }, { passkey: null }].map(
      (given) => ({
        method: 'POST',
        url: '/api/auth/sign-in/second',
        body: { ticket: never, ...given },
        meets: [401],
      }),
    ),
  'POST /api/auth/sign-in/second/passkey': one(
    { method: 'POST', url: '/api/auth/sign-in/second/passkey', body: { ticket: never } },
    [401],
  ),
  'POST /api/auth/sign-in/enrol': one(
    { method: 'POST', url: '/api/auth/sign-in/enrol', body: { ticket: never } },
    [401],
  ),
  'POST /api/auth/sign-in/enrol/confirm': one(
    {
      method: 'POST',
      url: '/api/auth/sign-in/enrol/confirm',
      body: { ticket: never, code: '123456' },
    },
    [401],
  ),
  'POST /api/auth/sign-in/passkey/challenge': one(
    { method: 'POST', url: '/api/auth/sign-in/passkey/challenge', body: {} },
    'nothing of hers',
  ),
  'POST /api/auth/sign-in/passkey': one(
    { method: 'POST', url: '/api/auth/sign-in/passkey', body: { ticket: never, passkey: {} } },
    [401],
  ),
  'POST /api/auth/sign-out': one(
    { method: 'POST', url: '/api/auth/sign-out', body: {} },
    'nothing of hers',
  ),
  'POST /api/auth/change-password': neverByKey({
    method: 'POST',
    url: '/api/auth/change-password',
    body: { currentPassword: 'x', newPassword: 'y' },
  }),
  'POST /api/auth/link': one(
    { method: 'POST', url: '/api/auth/link', body: { token: never } },
    [404],
  ),
  'POST /api/auth/password': one(
    {
      method: 'POST',
      url: '/api/auth/password',
      body: { token: never, password: 'Sturdy-Bridge-42' },
    },
    [404],
  ),
  // Without a mail server nothing is sent to anybody.
  'POST /api/auth/recover': one(
    { method: 'POST', url: '/api/auth/recover', body: { email: 'ann@sample.example' } },
    [409],
  ),
  'GET /api/v1/security': neverByKey({ url: '/api/v1/security' }),
  'POST /api/v1/security/totp': neverByKey({
    method: 'POST',
    url: '/api/v1/security/totp',
    body: {},
  }),
  'POST /api/v1/security/totp/confirm': neverByKey({
    method: 'POST',
    url: '/api/v1/security/totp/confirm',
    body: { ticket: never, code: '123456' },
  }),
  'DELETE /api/v1/security/totp': neverByKey({ method: 'DELETE', url: '/api/v1/security/totp' }),
  'POST /api/v1/security/recovery': neverByKey({
    method: 'POST',
    url: '/api/v1/security/recovery',
    body: {},
  }),
  'POST /api/v1/security/passkeys/challenge': neverByKey({
    method: 'POST',
    url: '/api/v1/security/passkeys/challenge',
    body: {},
  }),
  'POST /api/v1/security/passkeys': neverByKey({
    method: 'POST',
    url: '/api/v1/security/passkeys',
    body: { ticket: never, name: 'x', passkey: {} },
  }),
  'DELETE /api/v1/security/passkeys/:key': neverByKey({
    method: 'DELETE',
    url: '/api/v1/security/passkeys/x',
  }),
  'DELETE /api/v1/security/sessions/:id': neverByKey({
    method: 'DELETE',
    url: '/api/v1/security/sessions/019cac00-0000-7000-8000-000000000001',
  }),
  'DELETE /api/v1/security/sessions': neverByKey({
    method: 'DELETE',
    url: '/api/v1/security/sessions',
  }),
  'GET /api/v1/sign-in/rules': adminOnly({ url: '/api/v1/sign-in/rules' }),
  'PUT /api/v1/sign-in/rules': adminOnly({
    method: 'PUT',
    url: '/api/v1/sign-in/rules',
    body: { second_factor_roles: [] },
  }),
  'GET /api/v1/sign-in/providers': adminOnly({ url: '/api/v1/sign-in/providers' }),
  'POST /api/v1/sign-in/providers': adminOnly({
    method: 'POST',
    url: '/api/v1/sign-in/providers',
    body: { name: 'x' },
  }),
  'PATCH /api/v1/sign-in/providers/:name': adminOnly({
    method: 'PATCH',
    url: '/api/v1/sign-in/providers/x',
    body: {},
  }),
  'DELETE /api/v1/sign-in/providers/:name': adminOnly({
    method: 'DELETE',
    url: '/api/v1/sign-in/providers/x',
  }),
  'GET /api/v1/sign-in/log': adminOnly({ url: '/api/v1/sign-in/log' }),
  'GET /api/v1/people/:id/sign-in': () => [
    { url: `/api/v1/people/${it.people.ann!.who.id}/sign-in`, meets: [403] },
  ],
  // Nobody has a page of hers, nor the token of her link.
  'GET /q': () => [{ url: `/q?${anns.quote_link}`, meets: [404] }],
  'POST /api/offers/open': () =>
    [never, anns.quote_link, anns.quote].map((token) => ({
      method: 'POST',
      url: '/api/offers/open',
      body: { token },
      meets: 'nothing of hers' as const,
    })),
  'POST /api/offers/answer': () =>
    [never, anns.quote_link, anns.quote].map((token) => ({
      method: 'POST',
      url: '/api/offers/answer',
      body: { token, kind: 'decline', name: 'X', said: 'X' },
      // By a key one is a colleague, who answers nothing here.
      meets: [403, 404],
    })),
  'GET /api/offers/:link/pdf': () =>
    ['', '?page=x', `?page=${'A'.repeat(16)}.mm0.${never}`, '?of=answer'].map((query) => ({
      url: `/api/offers/${anns.quote_link}/pdf${query}`,
      meets: [404],
    })),
  'POST /api/v1/quote_link/:id/address': () => [
    {
      method: 'POST',
      url: `/api/v1/quote_link/${anns.quote_link}/address`,
      body: {},
      meets: [404],
    },
  ],
  'POST /api/v1/quote_link/:id/mail': () => [
    {
      method: 'POST',
      url: `/api/v1/quote_link/${anns.quote_link}/mail`,
      body: { to: 'x@sample.example' },
      meets: [404],
    },
  ],
  'POST /api/v1/people/:id/invitation': () => [
    {
      method: 'POST',
      url: `/api/v1/people/${it.people.ann!.who.id}/invitation`,
      body: { by: 'link' },
      meets: [403],
    },
  ],
  'DELETE /api/v1/people/:id/second-factor': () => [
    {
      method: 'DELETE',
      url: `/api/v1/people/${it.people.ann!.who.id}/second-factor`,
      meets: [403],
    },
  ],
  'DELETE /api/v1/people/:id/sessions/:session': () => [
    {
      method: 'DELETE',
      url: `/api/v1/people/${it.people.ann!.who.id}/sessions/019cac00-0000-7000-8000-000000000001`,
      meets: [403],
    },
  ],
  'DELETE /api/v1/keys/:id': async () => {
    const rows = await it.firm.world.db.query<{ id: string }>(
      sql`select id from api_key where person = ${it.people.ann!.who.id}::uuid`,
    )
    return rows.map((row) => ({ method: 'DELETE', url: `/api/v1/keys/${row.id}`, meets: [404] }))
  },
  'GET /api/v1/:object': () =>
    objects().flatMap((object) =>
      [
        '',
        '?limit=1000',
        '?removed=true',
        '?count=exact',
        `?search=${canary}`,
        `?filter=id%20%3D%20%22${idOf(object)}%22&count=exact`,
      ].map((query) => ({ url: `/api/v1/${object}${query}`, meets: 'nothing of hers' as const })),
    ),
  'POST /api/v1/:object': () => [
    // Naming her records in his own is like naming none.
    {
      method: 'POST',
      url: '/api/v1/opportunity',
      body: { name: 'Mine', account: anns.account },
      meets: [422],
    },
    {
      method: 'POST',
      url: '/api/v1/contact',
      body: { name: 'Mine', account: anns.account },
      meets: [422],
    },
    {
      method: 'POST',
      url: '/api/v1/activity',
      body: { kind: 'call', subject: 'Mine', opportunity: anns.opportunity },
      meets: [422],
    },
    {
      method: 'POST',
      url: '/api/v1/allocation',
      body: { payment: anns.payment, invoice: anns.invoice, amount: '1' },
      meets: [403, 404],
    },
    {
      method: 'POST',
      url: '/api/v1/quote_line',
      body: { quote: anns.quote, quantity: '1' },
      meets: [403, 404],
    },
  ],
  'GET /api/v1/:object/:id': each((object, id) => ({ url: at(object, id) })),
  'PATCH /api/v1/:object/:id': each(
    (object, id) => ({ method: 'PATCH', url: at(object, id), body: { external_id: 'taken' } }),
    [404, 403],
  ),
  'DELETE /api/v1/:object/:id': each(
    (object, id) => ({ method: 'DELETE', url: at(object, id) }),
    [404, 403],
  ),
  'POST /api/v1/:object/:id/restore': each(
    (object, id) => ({ method: 'POST', url: at(object, id, '/restore') }),
    [404, 403],
  ),
  'POST /api/v1/:object/batch': each(
    (object, id) => ({
      method: 'POST',
      url: `/api/v1/${object}/batch`,
      body: { change: [{ id, external_id: 'taken' }] },
    }),
    [404, 403],
  ),
  // Hers do not fit his condition: there are none, so a yes to one of them is a yes to nothing.
  'POST /api/v1/:object/bulk': () =>
    objects().map((object) => ({
      method: 'POST',
      url: `/api/v1/${object}/bulk`,
      body: { filter: `id = "${idOf(object)}"`, change: { external_id: 'taken' }, count: 1 },
      meets: [409, 403, 404],
    })),
  'POST /api/v1/:object/:id/actions/:action': () =>
    objects().flatMap((object) =>
      ['move', ...Object.keys(it.firm.world.app.objects[object]!.actions)].map((action) => ({
        method: 'POST' as const,
        url: at(object, idOf(object), `/actions/${action}`),
        body: {},
        meets: [404],
      })),
    ),
  'GET /api/v1/:object/:id/history': each((object, id) => ({ url: at(object, id, '/history') })),
  'GET /api/v1/:object/:id/chain': each((object, id) => ({ url: at(object, id, '/chain') })),
  'GET /api/v1/:object/:id/page': each((object, id) => ({ url: at(object, id, '/page') })),
  'GET /api/v1/:object/:id/duplicates': each((object, id) => ({
    url: at(object, id, '/duplicates'),
  })),
  'GET /api/v1/reports/:name': () =>
    reports().map((name) => ({ url: `/api/v1/reports/${name}`, meets: 'nothing of hers' })),
  'GET /api/v1/reports/:name/export': () =>
    reports().map((name) => ({
      url: `/api/v1/reports/${name}/export?format=csv`,
      meets: 'nothing of hers',
    })),
  'POST /api/v1/reports/run': () =>
    objects().map((object) => {
      const title = it.firm.world.app.objects[object]!.title
      const report = {
        object,
        label: { zh: 'x', en: 'x' },
        rows: [{ by: title }, { by: 'id', top: 3 }],
        measures: { n: { label: { zh: 'x', en: 'x' }, of: 'count()' } },
        as: 'table',
      }
      return {
        method: 'POST',
        url: '/api/v1/reports/run',
        body: { report },
        meets: 'nothing of hers',
      }
    }),
  'POST /api/v1/query': () =>
    objects().map((object) => {
      const { title } = it.firm.world.app.objects[object]!
      return {
        method: 'POST',
        url: '/api/v1/query',
        body: { from: object, by: [title, 'id'], measure: { n: 'count()' } },
        meets: 'nothing of hers',
      }
    }),
  'POST /api/v1/:object/:id/merge': () =>
    objects()
      .filter((object) => !line(object))
      .flatMap((object) => [
        {
          method: 'POST' as const,
          url: at(object, idOf(object), '/merge'),
          body: { other: bobs },
          meets: [404, 403],
        },
        {
          method: 'POST' as const,
          url: at(object, bobs, '/merge'),
          body: { other: idOf(object) },
          meets: [404, 403],
        },
      ]),
  'GET /api/v1/:object/:id/comments': each((object, id) => ({ url: at(object, id, '/comments') })),
  'POST /api/v1/:object/:id/comments': each((object, id) => ({
    method: 'POST',
    url: at(object, id, '/comments'),
    body: { text: 'hello' },
  })),
  'POST /api/v1/sample': adminOnly({ method: 'POST', url: '/api/v1/sample' }),
  'POST /api/v1/hooks/:name': () =>
    [...Object.keys(it.firm.world.app.automations), 'nothing', '__proto__'].map((name) => ({
      method: 'POST',
      url: `/api/v1/hooks/${name}`,
      body: {},
      headers: { 'x-openltc-token': 'x' },
      meets: [404],
    })),
  // What is open to everybody is tried in lead-forms.test.ts; here, that nothing else stands at such an address.
  ...Object.fromEntries(
    (['GET /f/:address', 'GET /api/forms/:address', 'POST /api/forms/:address'] as const).map(
      (name) => [
        name,
        () =>
          ['nothing', '__proto__', '%00', anns.lead!].map((address): Try => ({
            method: name.startsWith('POST') ? 'POST' : 'GET',
            url: name.split(' ')[1]!.replace(':address', address),
            ...(name.startsWith('POST') ? { body: { answers: { phone: '13800138001' } } } : {}),
            meets: [404],
          })),
      ],
    ),
  ),
  'POST /api/v1/model/automations/:name/token': adminOnly({
    method: 'POST',
    url: '/api/v1/model/automations/nothing/token',
  }),
  'POST /api/v1/model/flow/:object/figures': adminOnly({
    method: 'POST',
    url: '/api/v1/model/flow/lead/figures',
  }),
  'POST /api/v1/model/flow/:object/simulate': adminOnly({
    method: 'POST',
    url: '/api/v1/model/flow/lead/simulate',
  }),
  'POST /api/v1/model/approvals/:name/simulate': adminOnly({
    method: 'POST',
    url: '/api/v1/model/approvals/quote_discount/simulate',
  }),
  'POST /api/v1/model/automations/:name/test': adminOnly({
    method: 'POST',
    url: '/api/v1/model/automations/lead_warning/test',
  }),
  'POST /api/v1/model/automations/:name/runs/:run/retry': adminOnly({
    method: 'POST',
    url: '/api/v1/model/automations/lead_warning/runs/00000000-0000-0000-0000-000000000000/retry',
  }),
  'GET /api/v1/model/automations/:name/runs': () => [
    {
      url: `/api/v1/model/automations/${Object.keys(it.firm.world.app.automations)[0]}/runs`,
      meets: [403],
    },
  ],
  'GET /metrics': adminOnly({ url: '/metrics' }),
  'POST /api/v1/:object/import': async () =>
    Promise.all(
      ['lead', 'account', 'payment'].map(async (object) => ({
        method: 'POST' as const,
        url: `/api/v1/${object}/import`,
        ...(await formOf(
          { mapping: '{"columns":{"Name":"name"}}', dry_run: 'true' },
          { name: 'x.csv', type: 'text/csv', text: 'Name\nx\n' },
        )),
        meets: 'nothing of hers' as const,
      })),
    ),
  'POST /api/v1/:object/import/preview': async () =>
    Promise.all(
      ['lead', 'account', 'payment'].map(async (object) => ({
        method: 'POST' as const,
        url: `/api/v1/${object}/import/preview`,
        ...(await formOf({}, { name: 'x.csv', type: 'text/csv', text: 'Name\nx\n' })),
        meets: 'nothing of hers' as const,
      })),
    ),
  'GET /api/v1/:object/export': each((object) => ({ url: `/api/v1/${object}/export` }), [403, 404]),
  'GET /api/v1/jobs': one({ url: '/api/v1/jobs' }, 'nothing of hers'),
  'GET /api/v1/jobs/:id': () => [{ url: `/api/v1/jobs/${job}`, meets: [404] }],
  'POST /api/v1/jobs/:id/go-on': () => [
    { method: 'POST', url: `/api/v1/jobs/${job}/go-on`, meets: [404, 409] },
  ],
  'POST /api/v1/jobs/:id/cancel': () => [
    { method: 'POST', url: `/api/v1/jobs/${job}/cancel`, meets: [404] },
  ],
  'GET /api/v1/jobs/:id/file': () => [{ url: `/api/v1/jobs/${job}/file`, meets: [404] }],
  'POST /api/v1/files': one({ method: 'POST', url: '/api/v1/files' }, [415]),
  'GET /api/v1/files/:id': () => [{ url: `/api/v1/files/${file}`, meets: [404] }],
}

const named = (route: { method: string; url: string }): string => `${route.method} ${route.url}`
/** Her words, her ids; what the asker wrote in the address may come back in an error. */
const tells = (answer: Answer, knock: Knock): string | undefined =>
  [canary, ...Object.values(anns), file, job].find(
    (secret) =>
      allOf(answer).includes(secret) &&
      !`${knock.url} ${JSON.stringify(knock.body ?? '')}`.includes(secret),
  )

test('every address has a gate and is tried here; the server has no other', () => {
  assert.deepEqual(
    it.routes.map(named).filter((name) => !tries[name]),
    [],
    'addresses that nobody tried',
  )
  assert.deepEqual(
    Object.keys(tries).filter((name) => !it.routes.some((route) => named(route) === name)),
    [],
    'tries of addresses that are gone',
  )
  for (const route of it.routes)
    assert.ok(['open', 'signed-in', 'session', 'admin'].includes(route.gate), named(route))
  assert.deepEqual(
    it.routes
      .filter((route) => route.gate === 'open')
      .map(named)
      .sort(),
    [...open].sort(),
  )
  const declared = new Set(
    it.routes.flatMap((route) => [
      named(route),
      ...(route.method === 'GET' ? [`HEAD ${route.url}`] : []),
    ]),
  )
  assert.deepEqual(
    it.doors.filter((door) => !declared.has(door) && !house.has(door)),
    [],
  )
})

test('nobody meets a 401 at every address that is not declared open, HEAD included, and nothing is told', async () => {
  for (const route of it.routes) {
    const name = named(route)
    const knocks: Knock[] = (await tries[name]!()).length
      ? await tries[name]!()
      : [{ url: route.url }]
    if (open.has(name)) continue
    for (const knock of knocks) {
      const answer = await it.knock(null, knock)
      assert.equal(answer.statusCode, 401, `${name} ${knock.url}: ${answer.body}`)
      assert.equal(answer.headers['content-type'], 'application/problem+json; charset=utf-8')
      assert.equal(tells(answer, knock), undefined)
    }
    if (route.method === 'GET')
      assert.equal(
        (await it.knock(null, { method: 'HEAD', url: knocks[0]!.url })).statusCode,
        401,
        `HEAD ${name}`,
      )
    const wrong = await it.knock(null, {
      ...knocks[0]!,
      headers: { ...knocks[0]!.headers, authorization: 'Bearer oltc_not-a-key' },
    })
    assert.equal(wrong.statusCode, 401, name)
  }
})

for (const [who, says] of [
  ['bob', 'a seller of another team'],
  ['nil', 'somebody without any role'],
] as const)
  test(`${says} finds nothing of hers behind any address, and changes nothing`, async () => {
    const tables = objects()
    const held = await stored(it.firm, tables)
    for (const route of it.routes) {
      const name = named(route)
      for (const knock of await tries[name]!()) {
        const answer = await it.knock(who, knock)
        const label = `${name} ${knock.url} ${JSON.stringify(knock.body ?? '')}: ${answer.statusCode} ${answer.body.slice(0, 300)}`
        assert.equal(tells(answer, knock), undefined, label)
        assert.ok(answer.statusCode < 500, label)
        if (knock.meets === 'nothing of hers') {
          // A filter by her id says that nothing is there.
          if (answer.statusCode === 200 && knock.url.includes('filter='))
            assert.equal(answer.json().count, 0, label)
          else assert.ok([200, 202, 403, 404].includes(answer.statusCode), label)
        } else
          assert.ok(
            knock.meets.includes(answer.statusCode) ||
              (who === 'nil' && [403, 404].includes(answer.statusCode)),
            label,
          )
        if (route.method === 'GET' && knock.meets !== 'nothing of hers') {
          const head = await it.knock(who, { ...knock, method: 'HEAD' })
          assert.equal(head.statusCode, answer.statusCode, `HEAD ${label}`)
          assert.equal(head.body, '', `HEAD ${label}`)
        }
      }
    }
    assert.equal(await stored(it.firm, tables), held, 'a refused call leaves everything as it was')
  })

test('a row of somebody else and a row that never was are answered alike', async () => {
  const never = '01a00000-0000-7000-8000-00000000dead'
  for (const object of objects())
    for (const rest of [
      '',
      '/history',
      '/chain',
      '/page',
      '/duplicates',
      '/comments',
      '/pdf',
      '/docx',
      '/xlsx',
    ]) {
      const [hers, none] = await Promise.all([
        it.knock('bob', { url: at(object, idOf(object), rest) }),
        it.knock('bob', { url: at(object, never, rest) }),
      ])
      assert.deepEqual(
        [hers.statusCode, hers.body],
        [none.statusCode, none.body],
        `${object}${rest}`,
      )
    }
})

test('Ann herself, her lead of team and an administrator do see it', async () => {
  for (const who of ['ann', 'lea', 'root'])
    for (const object of objects()) {
      const answer = await it.knock(who, { url: at(object, idOf(object)) })
      assert.equal(answer.statusCode, 200, `${who} ${object} ${answer.body}`)
      for (const rest of ['/history', '/chain', '/page', '/duplicates'])
        assert.equal(
          (await it.knock(who, { url: at(object, idOf(object), rest) })).statusCode,
          200,
          `${who} ${object}${rest}`,
        )
    }
  for (const object of ['quote', 'contract', 'invoice'])
    assert.equal(
      (await it.knock('ann', { url: at(object, idOf(object), '/pdf') })).statusCode,
      200,
      object,
    )
})

test('no address acts as the system: each of them works as whoever called', () => {
  const folder = new URL('../../server/http/', import.meta.url)
  const named = readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .filter((name) => /\b(systemWho|unlimited)\b/.test(readFileSync(new URL(name, folder), 'utf8')))
  // The one that names it does so to say that the system is nobody who signs in.
  assert.deepEqual(named, ['sign-in-admin-routes.ts'])
})

test('addresses for administrators let them in, and no other role', async () => {
  for (const route of it.routes.filter((one) => one.gate === 'admin' && one.method === 'GET')) {
    const [knock] = await tries[named(route)]!()
    assert.equal((await it.knock('root', knock!)).statusCode, 200, named(route))
    for (const who of ['ann', 'lea', 'fay', 'mia', 'nil'])
      assert.equal((await it.knock(who, knock!)).statusCode, 403, `${who} ${named(route)}`)
  }
})

test('a way of asking that an address does not know is refused, whoever asks, and tells nothing', async () => {
  for (const who of [null, 'bob', 'root'])
    for (const route of it.routes)
      for (const method of ['PUT', 'OPTIONS', 'DELETE', 'PATCH', 'POST'] as const) {
        const url = route.url
          .replace(':object', 'lead')
          .replace(':id', anns.lead!)
          .replace(/:\w+/g, '1')
          .replace('*', 'objects/nothing')
        if (it.routes.some((other) => other.method === method && matches(other.url, url))) continue
        const answer = await it.knock(who, { method, url })
        assert.ok([404, 405].includes(answer.statusCode), `${method} ${url} ${answer.statusCode}`)
        assert.equal(answer.body.includes(canary), false)
      }
})

const matches = (pattern: string, url: string): boolean =>
  new RegExp(`^${pattern.replace(/:\w+/g, '[^/]+').replace('*', '.+')}$`).test(url)

test('a key that only reads changes nothing, even an administrator’s', async () => {
  const key = await createKey(it.firm.world.db, it.people.root!.who.id, 'reader', {
    onlyRead: true,
    now: it.firm.world.now(),
  })
  const held = await stored(it.firm, objects())
  for (const route of it.routes.filter((one) => one.method !== 'GET' && one.gate !== 'open')) {
    if (route.reads) continue
    if (
      ['POST /api/v1/query', 'POST /api/v1/model/check', 'POST /api/v1/model/print'].includes(
        named(route),
      )
    )
      continue
    if (
      [
        'POST /api/v1/query',
        'POST /api/v1/reports/run',
        'POST /api/v1/model/check',
        'POST /api/v1/model/print',
      ].includes(named(route))
    )
      continue
    if (
      [
        'POST /api/v1/query',
        'POST /api/v1/model/check',
        'POST /api/v1/model/flow/:object/figures',
        'POST /api/v1/model/print',
      ].includes(named(route))
    )
      continue
    if (
      [
        'POST /api/v1/query',
        'POST /api/v1/model/check',
        'POST /api/v1/model/print',
        'POST /api/v1/model/from-table',
        'POST /api/v1/model/try',
      ].includes(named(route))
    )
      continue
    for (const knock of await tries[named(route)]!()) {
      const answer = await it.knock(null, {
        ...knock,
        headers: { ...knock.headers, authorization: `Bearer ${key}` },
      })
      assert.ok(
        answer.statusCode >= 400 && answer.statusCode < 500,
        `${named(route)} ${knock.url} ${answer.statusCode} ${answer.body.slice(0, 200)}`,
      )
    }
  }
  assert.equal(await stored(it.firm, objects()), held)
})

test('naming a file that one may not see in a record of one’s own is naming none', async () => {
  for (const who of ['fay', 'mia']) {
    const made = await it.people[who]!.create('contract', { name: 'Own', account: anns.account })
    for (const attempt of [
      { method: 'PATCH', url: at('contract', made.id), body: { files: [{ id: file }] } },
      {
        method: 'POST',
        url: '/api/v1/contract',
        body: { name: 'New', account: anns.account, files: [{ id: file }] },
      },
    ] as const) {
      const answer = await it.knock(who, attempt)
      assert.deepEqual(
        [answer.statusCode, answer.json().errors?.[0]?.code],
        [422, 'no-such-record'],
        answer.body,
      )
    }
    assert.equal((await it.knock(who, { url: `/api/v1/files/${file}` })).statusCode, 404)
  }
  const hers = await it.knock('ann', {
    method: 'PATCH',
    url: at('contract', anns.contract!),
    body: { files: [{ id: file }] },
  })
  assert.equal(hers.statusCode, 200, hers.body)
  assert.equal(
    (await it.knock('fay', { url: `/api/v1/files/${file}` })).statusCode,
    200,
    'who reads the contract reads its file',
  )
  assert.equal((await it.knock('bob', { url: `/api/v1/files/${file}` })).statusCode, 404)
})

test('a comment that names somebody is told only to who may see the record', async () => {
  const said = await it.knock('ann', {
    method: 'POST',
    url: at('lead', anns.lead!, '/comments'),
    body: { text: `${canary} @bob @lea @nil` },
  })
  assert.equal(said.statusCode, 201, said.body)
  for (const [who, told] of [
    ['lea', true],
    ['bob', false],
    ['nil', false],
  ] as const) {
    const inbox = await it.knock(who, { url: '/api/v1/inbox' })
    assert.equal(inbox.body.includes(canary), told, `${who} ${inbox.body}`)
  }
})
