// Does a customer get the link of a quote by mail, with the paper that they will accept, from the house that people know?
import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { after, before, test } from 'node:test'
import { SMTPServer } from 'smtp-server'
import { type Attacked, attacked } from './attacks/attacked.ts'

interface Arrived {
  readonly to: string
  readonly head: string
  readonly text: string
}

let it: Attacked
let server: SMTPServer
const arrived: Arrived[] = []
let isBroken = false

before(async () => {
  server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, session, done) {
      void buffer(stream).then((bytes) => {
        if (isBroken) return done(new Error('no room'))
        const whole = bytes.toString('latin1')
        const [head, ...parts] = whole.split('\r\n\r\n')
        arrived.push({
          to: session.envelope.rcptTo[0]!.address,
          head: head!,
          text: Buffer.from(parts[1]!.split('--')[0]!.trim(), 'base64').toString('utf8') + whole,
        })
        done()
      })
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  it = await attacked(
    undefined,
    '2026-03-02',
    `smtp://127.0.0.1:${port}?from=crm@example.com`,
    undefined,
    'https://crm.example.com/somewhere',
  )
  await it.hire('ann', ['sales'])
})
after(async () => {
  await it.close()
  server.close()
})

/** The link of a sent quote, and how Ann mails it. */
async function shared(): Promise<(body: object) => ReturnType<Attacked['knock']>> {
  const ann = it.people.ann!
  const product = await it.firm.system.create('product', { name: '示例机床', list_price: '1000' })
  const account = await ann.create('account', { name: '示例重工' })
  const deal = await ann.create('opportunity', { name: '产线', account: account.id })
  const { quote } = await ann.act('opportunity', deal.id, 'create_quote', {
    lines: [{ product: product.id, quantity: '1' }],
  })
  await ann.act('quote', String(quote), 'submit')
  const { link } = await ann.act('quote', String(quote), 'share', { language: 'en' })
  return (body) =>
    it.knock('ann', { method: 'POST', url: `/api/v1/quote_link/${String(link)}/mail`, body })
}

test('the mail has the link under the configured address and the very paper; who it went to stands at the link', async () => {
  const mail = await shared()
  const answer = await mail({ to: 'buyer@sample.example', message: 'Dear Ms Li,\nhere it is.' })
  assert.equal(answer.statusCode, 200, answer.body)
  const [letter] = arrived
  assert.ok(letter)
  assert.equal(letter.to, 'buyer@sample.example')
  assert.match(letter.head, /^Subject: .*Quotation_Q2026-\d+_v1_from/m)
  assert.match(letter.text, /Dear Ms Li/)
  const [, token] = /https:\/\/crm\.example\.com\/q#([A-Za-z0-9_-]{43})/.exec(
    letter.text.replace(/=\r\n/g, '').replaceAll('=3D', '='),
  )!
  assert.match(letter.text, /filename.*\.pdf/)
  assert.match(letter.text, /JVBERi0/, 'a PDF, in base 64')
  const opened = await it.knock(null, {
    method: 'POST',
    url: '/api/offers/open',
    body: { token },
  })
  assert.equal(opened.json().state, 'open')
  const [link] = await it.people.ann!.list('quote_link')
  assert.deepEqual(
    [link!.mailed_to, link!.paper_hash?.toString().length],
    ['buyer@sample.example', 64],
  )
})

test('what can’t be mailed is told at once: no address, and a mail server that does not take it', async () => {
  const mail = await shared()
  for (const to of ['', 'nobody', 'a@b.example\r\nBcc: c@d.example', ['a@b.example']])
    assert.equal((await mail({ to })).statusCode, 422, JSON.stringify(to))
  const before = arrived.length
  isBroken = true
  const answer = await mail({ to: 'buyer@sample.example' })
  isBroken = false
  assert.deepEqual([answer.statusCode, answer.json().code], [503, 'mail-away'])
  assert.equal(arrived.length, before)
})
