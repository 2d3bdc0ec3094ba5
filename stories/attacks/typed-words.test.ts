// Is what somebody typed ever read as anything but words: as a formula, a template, a header, an address, markup?
import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { after, before, test } from 'node:test'
import { SMTPServer } from 'smtp-server'
import { isAddress } from '#kernel/fields/email.ts'
import type { Row } from '#kernel/object.ts'
import { pdfText } from '#server/documents/pdf-text.fixtures.ts'
import { type Attacked, attacked, type Knock } from './attacked.ts'

interface Letter {
  readonly to: readonly string[]
  readonly head: string
  readonly says: string
}
const letters: Letter[] = []
let it: Attacked
let post: SMTPServer

/** Everything that some language of templates would work out; none of them leaves a 49 or a name behind. */
const probes = '{{7*7}} ${7*7} #{7*7} <%=7*7%> {7*7} {name} {our.name} [[7*7]] %{7*7}'
const label = (zh: string) => ({ zh, en: zh })

before(async () => {
  post = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, session, done) {
      void text(stream).then((raw) => {
        const cut = raw.indexOf('\r\n\r\n')
        letters.push({
          to: session.envelope.rcptTo.map((one) => one.address),
          head: raw.slice(0, cut),
          says: plain(raw.slice(0, cut), raw.slice(cut + 4)),
        })
        done()
      })
    },
  })
  post.listen(0, '127.0.0.1')
  await once(post.server, 'listening')
  const { port } = post.server.address() as AddressInfo
  it = await attacked(undefined, undefined, `smtp://127.0.0.1:${port}?from=crm@sample.example`)
  await it.hire('root', ['admin'])
  await it.hire('ann', ['sales'])
  await ask('root', {
    method: 'POST',
    url: '/api/v1/model/publish',
    body: {
      changes: {
        automations: {
          greet: {
            label: label('问候'),
            when: { on: 'create', object: 'lead' },
            steps: [
              {
                do: 'mail',
                to: '{email}',
                subject: label('{name}'),
                text: label('{name} / {company} / {need}'),
              },
            ],
          },
        },
      },
    },
  })
})
after(async () => {
  await it.close()
  await new Promise<void>((resolve) => post.close(() => resolve()))
})

async function ask(who: string, knock: Knock): Promise<Row> {
  const answer = await it.knock(who, knock)
  assert.ok(answer.statusCode < 300, `${knock.url} ${answer.body}`)
  return answer.body ? (answer.json() as Row) : ({ id: '' } as Row)
}

/** The words of a letter of one part, whichever way they were packed for the journey. */
function plain(head: string, body: string): string {
  if (/base64/i.test(head)) return Buffer.from(body, 'base64').toString('utf8')
  if (!/quoted-printable/i.test(head)) return body
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

/** The letter that the automation sends for a new lead. */
async function letterOf(values: object): Promise<Letter> {
  const before = letters.length
  await ask('ann', { method: 'POST', url: '/api/v1/lead', body: values })
  for (let turn = 0; letters.length === before && turn < 600; turn++)
    await new Promise((resolve) => setTimeout(resolve, 50))
  assert.equal(letters.length, before + 1)
  return letters.at(-1)!
}

test('what stands in a record is filled into a mail as it is, and read by no template again', async () => {
  const { says, to } = await letterOf({
    name: probes,
    company: '{need}',
    email: 'a@sample.example',
    need: probes,
  })
  assert.ok(says.includes(`${probes} / {need} / ${probes}`), says)
  assert.deepEqual(to, ['a@sample.example'])
})

test('no header and no receiver comes out of a value: what the server of mails is told is what the record says', async () => {
  const { head, to, says } = await letterOf({
    name: 'Hello Bcc: evil@evil.example',
    email: 'b@sample.example',
    need: 'x\r\nBcc: evil@evil.example\r\n.\r\nRCPT TO:<evil@evil.example>\r\n',
  })
  assert.deepEqual(to, ['b@sample.example'])
  assert.doesNotMatch(head, /^(b?cc|reply-to|sender):/im)
  assert.equal(head.match(/^to:/gim)?.length, 1)
  assert.ok(says.includes('RCPT TO:<evil@evil.example>'), 'it is a line of the letter')
  for (const name of ['Hello\r\nBcc: evil@evil.example', 'a\u2028b', 'a\0b'])
    for (const field of ['name', 'email']) {
      const answer = await it.knock('ann', {
        method: 'POST',
        url: '/api/v1/lead',
        body: { name: 'x', [field]: name },
      })
      if (answer.statusCode === 201)
        assert.doesNotMatch(String((answer.json() as Row)[field]), /[\r\n\0]/)
      else assert.equal(answer.statusCode, 422, answer.body)
    }
})

test('an address that two readers could understand in two ways is no address', async () => {
  for (const email of [
    'a@sample.example,evil@evil.example',
    'a@sample.example;evil@evil.example',
    'friends:evil@evil.example;',
    '"a@sample.example" <evil@evil.example>',
    '<evil@evil.example>',
    '"evil@evil.example x"@sample.example',
    'a(comment)@sample.example',
    'a@sample.example (evil@evil.example)',
    'a@[127.0.0.1]\\@sample.example',
    'a@@sample.example',
    'a b@sample.example',
    'a@sample.example\u0000',
  ]) {
    const answer = await it.knock('ann', {
      method: 'POST',
      url: '/api/v1/lead',
      body: { name: 'x', email },
    })
    assert.equal(answer.statusCode, 422, `${email} ${answer.body}`)
    // A step that sends a mail asks the same, of whatever its template has filled in.
    assert.equal(isAddress(email), false, email)
  }
})

test('on paper, in a table and in a history it is the words that were typed', async () => {
  const account = await ask('ann', {
    method: 'POST',
    url: '/api/v1/account',
    body: { name: `=1+1 ${probes}` },
  })
  const opportunity = await ask('ann', {
    method: 'POST',
    url: '/api/v1/opportunity',
    body: { name: 'x', account: account.id },
  })
  const quote = await ask('ann', {
    method: 'POST',
    url: '/api/v1/quote',
    body: {
      opportunity: opportunity.id,
      account: account.id,
      lines: [{ description: `+1 ${probes}`, quantity: '1', unit_price: '5' }],
    },
  })
  const paper = await it.knock('ann', { url: `/api/v1/quote/${quote.id}/pdf` })
  assert.equal(paper.statusCode, 200)
  const words = pdfText(paper.rawPayload).join('').replace(/\s/g, '')
  assert.equal(words.split(probes.replace(/\s/g, '')).length - 1, 2, words)
  const table = await it.knock('root', {
    url: `/api/v1/account/export?filter=${encodeURIComponent('name contains "7*7"')}`,
  })
  assert.equal(table.statusCode, 200, table.body)
  assert.ok(table.body.includes(`'=1+1 ${probes}`), 'and no program takes it for a formula')
  const history = await it.knock('ann', { url: `/api/v1/account/${account.id}/history` })
  assert.ok(JSON.stringify(history.json()).includes(JSON.stringify(`=1+1 ${probes}`).slice(1, -1)))
})
