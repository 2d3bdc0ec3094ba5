// Does a customer read and answer a quote by its link, exactly that one and once, and does nobody else get anywhere by it?
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, beforeEach, test } from 'node:test'
import type { Row, Values } from '#kernel/object.ts'
import { sql } from '#kernel/sql.ts'
import type { OfferSaid, PublicOffer } from '#kernel/view/public-offer.ts'
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
  assert.equal(offer.gross, '2034.00')
  assert.equal(offer.contact?.name, 'ann')
  const totals = offer.paper?.blocks.find((one) => one.kind === 'totals')
  assert.equal(totals?.words, '贰仟零叁拾肆元整')
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
  const answer = await post('answer', said(token, offer))
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
  assert.ok((await newsOf(ann)).some((one) => one.includes('在线接受了报价')))
})
