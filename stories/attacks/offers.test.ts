// Does a customer read and answer a quote by its link, exactly that one and once, and does nobody else get anywhere by it?
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, beforeEach, test } from 'node:test'
import type { Row, Values } from '#kernel/object.ts'
import { sql } from '#kernel/sql.ts'
import type { OfferSaid, PublicOffer } from '#kernel/view/public-offer.ts'
import { quoteDocument } from '#ltc/quotes/quote-document.ts'
import { pdfText } from '#server/documents/pdf-text.fixtures.ts'
import { hashOf } from '#server/login/hash.ts'
import { tokenOf } from '#server/offers/offer-token.ts'
import { refused, type Person } from '../spine-company.ts'
import { type Answer, type Attacked, attacked } from './attacked.ts'

let it: Attacked
let ann: Person
let bob: Person
let product: string
let contact: { account: string; opportunity: string }
const browser = 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Mobile'
const customer = '示例 <b>重工</b>有限公司'

before(async () => {
  it = await attacked()
  ann = await it.hire('ann', ['sales'])
  bob = await it.hire('bob', ['sales'])
  await it.hire('mia', ['manager'])
  product = (
    await it.firm.system.create('product', {
      name: '示例机床',
      list_price: '1000',
      cost: '612.34',
      tax_rate: '0.13',
    })
  ).id
})
beforeEach(async () => {
  it.firm.at('2026-03-02T02:00:00Z')
  const account = await ann.create('account', { name: customer })
  const opportunity = await ann.create('opportunity', { name: '产线改造', account: account.id })
  contact = { account: account.id, opportunity: opportunity.id }
})
after(() => it.close())

/** A quote of Ann's that is approved, with one line unless told otherwise. */
async function approved(more: Values = {}): Promise<Row> {
  const { quote } = await ann.act('opportunity', contact.opportunity, 'create_quote', {
    lines: [{ product, quantity: '2', discount_percent: '10' }],
    valid_until: '2026-03-31',
    ...more,
  })
  await ann.act('quote', String(quote), 'submit')
  return ann.get('quote', String(quote))
}

interface Shared {
  readonly quote: Row
  readonly link: string
  readonly token: string
}

/** As the window does it: the link, and then its address. */
async function shared(quote?: Row): Promise<Shared> {
  const of = quote ?? (await approved())
  const { link } = await ann.act('quote', of.id, 'share')
  const address = await it.knock('ann', {
    method: 'POST',
    url: `/api/v1/quote_link/${String(link)}/address`,
    body: {},
  })
  assert.equal(address.statusCode, 200, address.body)
  return { quote: of, link: String(link), token: address.json().token }
}

const post = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
  it.knock(null, {
    method: 'POST',
    url: `/api/offers/${path}`,
    body,
    headers: { 'user-agent': browser, 'accept-language': 'zh-CN', ...headers },
  })

async function opened(token: string, headers: Record<string, string> = {}): Promise<PublicOffer> {
  const answer = await post('open', { token }, headers)
  assert.equal(answer.statusCode, 200, answer.body)
  return answer.json()
}

const said = (token: string, offer: PublicOffer, more: Partial<OfferSaid> = {}) => ({
  token,
  page: offer.page,
  kind: 'accept',
  name: '李明（示例）',
  title: '采购经理',
  purchase_order: 'PO-7781',
  agreed: true,
  ...more,
})

const answersTo = (quote: string): Promise<Row[]> => ann.list('quote_answer', `quote = "${quote}"`)
const newsOf = async (person: Person): Promise<string[]> =>
  (await person.list('notice')).map((one) => String(one.text_zh))

test('a link makes a sent quote of an approved one, and a customer reads what stands on the paper', async () => {
  const { quote, token } = await shared()
  assert.equal((await ann.get('quote', quote.id)).stage, 'sent')
  const offer = await opened(token)
  assert.equal(offer.state, 'open')
  assert.equal(offer.number, quote.number)
  assert.equal(offer.gross, '2034.00', 'two machines, ten per cent off, and the tax')
  assert.equal(offer.contact?.name, 'ann')
  const totals = offer.paper?.blocks.find((one) => one.kind === 'totals')
  assert.equal(totals?.words, '大写 贰仟零叁拾肆元整')
  const table = offer.paper?.blocks.find((one) => one.kind === 'table')
  assert.equal(table?.rows.length, 1)
  const english = await opened(token, { 'accept-language': 'en' })
  assert.equal(english.paper?.title, 'Quotation')
  assert.match(english.agree!.en, /authorised to accept it on behalf of 示例 <b>重工<\/b>有限公司/)
})

test('accepted by the link it is accepted as by hand: the contract can be made, and the evidence names paper and person', async () => {
  const { quote, token, link } = await shared()
  const offer = await opened(token)
  const paper = await it.knock(null, { url: `/api/offers/${link}/pdf?page=${offer.page}` })
  assert.equal(paper.headers['content-type'], 'application/pdf')
  const answer = await post(
    'answer',
    said(token, offer, { signature: [[100, 200, 500, 100, 900, 300]] }),
  )
  assert.equal(answer.statusCode, 200, answer.body)
  const then = answer.json() as PublicOffer
  assert.equal(then.state, 'accepted')
  assert.equal(then.answer?.name, '李明（示例）')
  const now = await ann.get('quote', quote.id)
  assert.equal(now.stage, 'accepted')
  const [kept] = await answersTo(quote.id)
  assert.ok(kept)
  assert.equal(kept.kind, 'accept')
  assert.equal(kept.content_hash, now.hash)
  assert.equal(kept.paper_hash, createHash('sha256').update(paper.rawPayload).digest('hex'))
  assert.equal(kept.network, '127.0.0.1')
  assert.equal(kept.browser, browser)
  assert.equal(kept.gross, '2034.00')
  assert.match(String(kept.agreed), /有权代表示例 <b>重工<\/b>有限公司接受/)
  const made = await ann.act('quote', quote.id, 'create_contract')
  assert.ok(made.contract)
  const record = await it.knock(null, {
    url: `/api/offers/${link}/pdf?page=${then.page}&of=answer`,
  })
  assert.equal(record.statusCode, 200)
  const [sheet] = await pdfText(record.rawPayload)
  for (const word of ['李明（示例）', '采购经理', 'PO-7781', '127.0.0.1', String(kept.paper_hash)])
    assert.ok(sheet?.replace(/\s/g, '').includes(word), word)
  assert.match(record.rawPayload.toString('latin1'), /\/Subtype \/Image/, 'the signature')
  assert.ok((await newsOf(ann)).some((one) => one.includes('在线接受了报价')))
})

test('declined by the link the quote is rejected with the reason, and what is wished is something to do for whoever sells', async () => {
  const { quote, token } = await shared()
  const first = await opened(token)
  const asked = await post(
    'answer',
    said(token, first, { kind: 'ask', said: '交期能否提前两周？', agreed: false }),
  )
  assert.equal(asked.statusCode, 200, asked.body)
  const then = asked.json() as PublicOffer
  assert.equal(then.state, 'open')
  assert.equal(then.asked[0]?.said, '交期能否提前两周？')
  const [todo] = await ann.list('activity', `opportunity = "${String(quote.opportunity)}"`)
  assert.ok(todo)
  assert.deepEqual(
    [todo.kind, todo.result, todo.done_at, todo.owner],
    ['inquiry', '交期能否提前两周？', null, ann.who.id],
  )
  const no = await post(
    'answer',
    said(token, then, { kind: 'decline', said: '预算取消', agreed: false }),
  )
  assert.equal((no.json() as PublicOffer).state, 'declined', no.body)
  const now = await ann.get('quote', quote.id)
  assert.deepEqual([now.stage, now.rejected_reason], ['rejected', '预算取消'])
  assert.deepEqual(
    (await answersTo(quote.id)).map((one) => one.kind),
    ['ask', 'decline'],
  )
})

test('that the customer has looked is known once and counted; colleagues and programs do not count', async () => {
  const { quote, token, link } = await shared()
  const views = async () => (await ann.get('quote_link', link)).views
  await opened(token, { 'user-agent': 'ExampleBot/2.0 (link preview)' })
  const bearer = `Bearer ${it.keys.bob}`
  const colleague = await opened(token, { authorization: bearer })
  assert.equal(colleague.colleague, true)
  await it.knock(null, { method: 'HEAD', url: '/q' })
  assert.equal(await views(), 0)
  await opened(token)
  await opened(token)
  assert.equal(await views(), 1, 'loaded again at once it is the same look')
  it.firm.at('2026-03-02T03:00:00Z')
  await opened(token)
  const seen = await ann.get('quote_link', link)
  assert.deepEqual(
    [seen.views, seen.viewed_at, seen.last_viewed_at],
    [2, '2026-03-02T02:00:00+00:00', '2026-03-02T03:00:00+00:00'],
  )
  assert.ok((await ann.get('quote', quote.id)).viewed_at)
  const news = (await newsOf(ann)).filter((one) => one.includes(`${String(quote.number)} v`))
  assert.deepEqual(
    news.filter((one) => one.includes('首次查看')).length,
    1,
    'its seller hears of the first look only',
  )
  const mine = await post('answer', said(token, colleague), { authorization: bearer })
  assert.deepEqual([mine.statusCode, mine.json().code], [403, 'offer-by-colleague'])
})

test('accepted twice at the same moment, or again after a lost answer, it is accepted once and says the same', async () => {
  const { quote, token } = await shared()
  const [one, two] = [await opened(token), await opened(token)]
  const answers = await Promise.all([
    post('answer', said(token, one)),
    post('answer', said(token, one)),
    post('answer', said(token, two, { name: '王芳（示例）' })),
  ])
  const kept = (await answersTo(quote.id))[0]!
  assert.equal((await answersTo(quote.id)).length, 1)
  // Whichever of the two pages was first: what is sent twice from it says the same twice.
  const winner = kept.name === '李明（示例）'
  assert.deepEqual(
    answers.map((each) => each.statusCode).toSorted(),
    winner ? [200, 200, 409] : [200, 409, 409],
  )
  const again = await post('answer', said(token, one))
  assert.equal(again.statusCode, winner ? 200 : 409)
  if (winner) assert.equal(again.json().answer.name, kept.name)
})

test('what is over can’t be answered: expired, replaced, revoked, changed, or decided by hand', async () => {
  const refusedNow = async ({ token }: Shared, offer: PublicOffer, says: RegExp) => {
    const answer = await post('answer', said(token, offer))
    assert.equal(answer.statusCode, 409, answer.body)
    assert.match(answer.json().detail, says)
  }
  const expiring = await shared(await approved({ valid_until: '2026-03-02' }))
  const before = await opened(expiring.token)
  it.firm.at('2026-03-02T16:30:00Z')
  await refusedNow(expiring, before, /已过有效期/)
  const late = await opened(expiring.token)
  assert.deepEqual([late.state, late.agree], ['expired', null])
  const wish = await post(
    'answer',
    said(expiring.token, late, { kind: 'ask', said: '请重新报价', agreed: false }),
  )
  assert.equal(wish.statusCode, 200, wish.body)

  it.firm.at('2026-03-02T02:00:00Z')
  const old = await shared()
  const page = await opened(old.token)
  const { quote: next } = await ann.act('quote', old.quote.id, 'new_version')
  await ann.act('quote', String(next), 'submit')
  await refusedNow(old, page, /已有新版本/)
  const replaced = await opened(old.token)
  assert.deepEqual([replaced.state, replaced.paper, replaced.page], ['replaced', null, null])

  const revoked = await shared(await ann.get('quote', String(next)))
  const open = await opened(revoked.token)
  await ann.act('quote_link', revoked.link, 'revoke')
  await refusedNow(revoked, open, /链接已停用/)
  const gone = await opened(revoked.token)
  assert.deepEqual([gone.state, gone.number, gone.paper], ['revoked', '', null])
  const paper = await it.knock(null, { url: `/api/offers/${revoked.link}/pdf?page=${open.page}` })
  assert.equal(paper.statusCode, 404)
  const anew = await shared(await ann.get('quote', String(next)))
  assert.notEqual(anew.token, revoked.token)
  await ann.act('quote', String(next), 'accept')
  await refusedNow(anew, await opened(anew.token), /已经接受/)
  assert.equal((await answersTo(String(next))).length, 0)
})

test('a quote whose content somebody changed behind our back is not accepted', async () => {
  const { quote, token } = await shared()
  const offer = await opened(token)
  const { db } = it.firm.base
  // Whoever has the database can do that; the tables themselves let nobody else.
  await db.query(sql`alter table quote disable trigger user`)
  await db.query(sql`update quote set gross = 1 where id = ${quote.id}::uuid`)
  await db.query(sql`alter table quote enable trigger user`)
  const answer = await post('answer', said(token, offer))
  assert.deepEqual([answer.statusCode, answer.json().code], [409, 'content-changed'])
  assert.equal((await answersTo(quote.id)).length, 0)
})

test('a token opens its own quote only; what is guessed, cut, or of another page opens nothing', async () => {
  const mine = await shared()
  const other = await shared()
  const offer = await opened(mine.token)
  const guesses: unknown[] = [
    'x'.repeat(43),
    mine.token.slice(1),
    `${mine.token}A`,
    mine.link,
    mine.quote.id,
    '',
    null,
    { $ne: '' },
    [mine.token],
  ]
  for (const token of guesses) {
    const answer = await post('open', { token })
    assert.equal(answer.statusCode, 200, JSON.stringify(token))
    assert.equal(answer.json().state, 'none')
    assert.ok(!answer.body.includes(String(mine.quote.number)))
    assert.equal((await post('answer', { ...said('', offer), token })).statusCode, 404)
  }
  const crossed = await post('answer', { ...said(other.token, offer) })
  assert.deepEqual([crossed.statusCode, crossed.json().code], [409, 'form-page-old'])
  assert.equal(
    (await it.knock(null, { url: `/api/offers/${other.link}/pdf?page=${offer.page}` })).statusCode,
    404,
  )
  for (const query of ['', '?page=', '?page=x.y.z', `?page=${'A'.repeat(70)}`])
    assert.equal(
      (await it.knock(null, { url: `/api/offers/${mine.link}/pdf${query}` })).statusCode,
      404,
    )
  const site = await post('open', { token: mine.token }, { origin: 'https://evil.example' })
  assert.equal(site.statusCode, 403)
})

test('totals, stages and rows that a stranger sends are no part of an answer, and all that is wrong is told at once', async () => {
  const { quote, token } = await shared()
  const offer = await opened(token)
  const tampered = await post('answer', {
    ...said(token, offer),
    gross: '1.00',
    lines: [],
    stage: 'accepted',
    __proto__: null,
  })
  assert.equal(tampered.statusCode, 422)
  assert.deepEqual(
    (tampered.json().errors as { path: string }[]).map(({ path }) => path).toSorted(),
    ['gross', 'lines', 'stage'],
  )
  const empty = await post('answer', said(token, offer, { name: ' ', agreed: false }))
  assert.deepEqual(
    (empty.json().errors as { path: string; code: string }[]).map(({ path, code }) => [path, code]),
    [
      ['name', 'required'],
      ['agreed', 'required'],
    ],
  )
  const bad: Values[] = [
    { signature: 'data:image/png;base64,AAAA' },
    { signature: [[0, 0, 10]] },
    { signature: [[0.5, 1]] },
    { signature: [[0, 401]] },
    { signature: Array.from({ length: 201 }, () => [1, 1]) },
    { signature: [Array.from({ length: 6002 }, () => 1)] },
    { name: 'n'.repeat(101) },
    { name: { zh: 'x' } },
    { kind: 'approve' },
    { kind: '__proto__' },
    { kind: 'ask', said: 'x'.repeat(2001) },
    { agreed: 'true' },
  ]
  for (const more of bad) {
    const answer = await post('answer', { ...said(token, offer), ...more })
    assert.equal(answer.statusCode, 422, `${JSON.stringify(more).slice(0, 80)}: ${answer.body}`)
  }
  const huge = await post('answer', { ...said(token, offer), name: 'n'.repeat(70_000) })
  assert.equal(huge.statusCode, 413)
  assert.equal((await ann.get('quote', quote.id)).stage, 'sent')
  assert.equal((await answersTo(quote.id)).length, 0)
  const drawn = await post('answer', {
    ...said(token, offer, { name: '<img src=x onerror=alert(1)>', signature: [[10, 20, 30, 40]] }),
  })
  assert.equal(drawn.statusCode, 200, drawn.body)
  const [kept] = await answersTo(quote.id)
  assert.equal(kept?.name, '<img src=x onerror=alert(1)>')
  assert.equal(kept?.signature, '[[10,20,30,40]]')
})

test('cost, margin, owner’s notes and inner fields leave by no link, whatever the template of the paper names', async () => {
  await it.hire('ada', ['admin'])
  const publish = (changes: object) =>
    it.knock('ada', { method: 'POST', url: '/api/v1/model/publish', body: { changes } })
  const facts = {
    kind: 'facts',
    left: [{ label: { zh: '成本', en: 'Cost' }, value: { zh: '成本{cost}', en: 'cost {cost}' } }],
    right: [],
  }
  const { blocks } = quoteDocument
  const done = await publish({ documents: { quote: { blocks: [...blocks, facts] } } })
  assert.equal(done.statusCode, 200, done.body)
  const { token, quote } = await shared()
  const seller = await it.people.mia!.get('quote', quote.id)
  assert.equal(seller.cost, '1224.68')
  const body = JSON.stringify(await opened(token))
  for (const secret of ['1224.68', '1,224.68', '612.34', 'margin', quote.id, ann.who.id])
    assert.ok(!body.includes(secret), secret)
  await publish({ documents: { quote: { blocks } } })
})

test('the address is given to whoever may change the quote and to nobody else, and stands in no log and no table', async () => {
  const { link, token, quote } = await shared()
  const address = (who: string | null) =>
    it.knock(who, { method: 'POST', url: `/api/v1/quote_link/${link}/address`, body: {} })
  assert.equal((await address(null)).statusCode, 401)
  assert.equal((await address('bob')).statusCode, 404, 'no colleague of Ann’s')
  assert.equal((await address('ann')).json().token, token, 'it is the same each time')
  await it.hire('vic', ['viewer'])
  assert.equal((await address('vic')).statusCode, 403)
  assert.equal((await refused(bob.act('quote', quote.id, 'share'))).code, 'not-found')
  assert.equal((await refused(bob.act('quote_link', link, 'revoke'))).code, 'not-found')
  assert.equal((await ann.act('quote', quote.id, 'share')).link, link, 'one link at a time')
  await opened(token)
  await post('answer', said(token, await opened(token)))
  assert.ok(!it.log.join('\n').includes(token))
  const rows = await ann.list('quote_link', `quote = "${quote.id}"`)
  const history = await it.knock('ann', { url: `/api/v1/quote_link/${link}/history` })
  for (const text of [JSON.stringify(rows), history.body]) assert.ok(!text.includes(token))
  const mailed = await it.knock('ann', {
    method: 'POST',
    url: `/api/v1/quote_link/${link}/mail`,
    body: { to: 'buyer@sample.example' },
  })
  assert.deepEqual([mailed.statusCode, mailed.json().code], [409, 'no-mail'])
})

test('a link of an earlier secret says so, and one step makes another in its place', async () => {
  const { quote, link } = await shared()
  const old = tokenOf({ login: 'an earlier secret' }, link)
  await it.firm.base.db.query(
    sql`update quote_link set token_hash = ${hashOf(old)} where id = ${link}::uuid`,
  )
  assert.equal((await opened(old)).number, quote.number)
  const address = (id: string) =>
    it.knock('ann', { method: 'POST', url: `/api/v1/quote_link/${id}/address`, body: {} })
  const before = await address(link)
  assert.deepEqual([before.statusCode, before.json().code], [409, 'link-of-before'])
  assert.equal((await refused(bob.act('quote_link', link, 'renew'))).code, 'not-found')
  const made = String((await ann.act('quote_link', link, 'renew')).link)
  assert.notEqual(made, link)
  const after = await address(made)
  assert.equal(after.statusCode, 200, after.body)
  assert.equal((await opened(after.json().token)).number, quote.number)
  assert.notEqual((await opened(old)).state, 'open')
  // Twice, or of a quote that is decided: nothing is made.
  assert.equal((await refused(ann.act('quote_link', link, 'renew'))).code, 'offer-not-open')
  await ann.act('quote', quote.id, 'accept')
  assert.equal((await refused(ann.act('quote_link', made, 'renew'))).code, 'offer-not-open')
  assert.equal((await it.firm.system.list('quote_link', `quote = "${quote.id}"`)).length, 2)
})

test('one network opens so many offers and no more for a while', async () => {
  const { token } = await shared()
  let status = 200
  for (let i = 0; i < 130 && status === 200; i++)
    status = (await post('open', { token }, { 'user-agent': '' })).statusCode
  assert.equal(status, 429)
})
