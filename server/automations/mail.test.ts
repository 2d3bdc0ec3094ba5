// Does a mail that an automation sends arrive as it was written? Asked of a real SMTP server in this process.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import { SMTPServer } from 'smtp-server'
import { mailer } from './mail.ts'

test('a mail arrives with its sender, its subject and its Chinese text, and nothing of the disk in it', async () => {
  const letters: { from: string; to: string[]; raw: string }[] = []
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, session, done) {
      void text(stream).then((raw) => {
        const { mailFrom, rcptTo } = session.envelope
        letters.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map((one) => one.address),
          raw,
        })
        done()
      })
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  try {
    const send = mailer(`smtp://127.0.0.1:${port}?from=crm@example.com`, () => '示例公司')
    assert.ok(send)
    await send({
      id: 'run.0',
      to: 'ann@example.com',
      subject: '报价已批准',
      text: '报价 Q1 已批准 file:///etc/passwd',
    })
    const [letter] = letters
    assert.deepEqual([letter?.from, letter?.to], ['crm@example.com', ['ann@example.com']])
    assert.match(letter!.raw, /^Message-ID: <run\.0@example\.com>\r$/m, 'the same at every attempt')
    assert.match(letter!.raw, /^Subject: =\?UTF-8\?/m)
    const body = letter!.raw.slice(letter!.raw.indexOf('\r\n\r\n') + 4)
    const decoded = /quoted-printable/i.test(letter!.raw)
      ? Buffer.from(
          body
            .replace(/=\r\n/g, '')
            .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
          'latin1',
        ).toString('utf8')
      : Buffer.from(body, 'base64').toString('utf8')
    assert.match(decoded, /报价 Q1 已批准 file:\/\/\/etc\/passwd/)
  } finally {
    await new Promise<void>((resolve) => server.close(() => resolve()))
  }
})

test('without an address of a mail server there is nobody to send', () => {
  assert.equal(
    mailer(null, () => 'x'),
    null,
  )
  assert.equal(
    mailer('not an address', () => 'x'),
    null,
  )
})
