// Does a dashboard come by mail at its hour, to each with their own rights, and to nobody who has left?
import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { after, before, test } from 'node:test'
import { readXlsx } from 'hucre/xlsx'
import { SMTPServer } from 'smtp-server'
import { permit } from '#kernel/query/view.ts'
import { mailer } from '#server/automations/mail.ts'
import { pdfText } from '#server/documents/pdf-text.fixtures.ts'
import { circumstances } from '#server/world/world.ts'
import { boardMailKind, takeUpMails } from '#server/reports/board-mails.ts'
import { runReport } from '#server/reports/run-report.ts'
import { reportOf } from '#server/reports/seen-reports.ts'
import { type Company, company as open, type Person, refused } from './spine-company.ts'

interface Arrived {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly files: ReadonlyMap<string, Buffer>
}

let it: Company
const people: Record<string, Person> = {}
const arrived: Arrived[] = []
let server: SMTPServer
let send: ReturnType<typeof mailer>

before(async () => {
  it = await open('2026-11-20')
  for (const [name, role] of [
    ['boss', 'manager'],
    ['ann', 'sales'],
    ['bob', 'sales'],
  ] as const)
    people[name] = await it.hire(name, { roles: [role], email: `${name}@example.com` })
  const account = await it.system.create('account', { name: '示例客户' })
  for (const [owner, amount] of [
    ['ann', '100000.10'],
    ['ann', '250000.25'],
    ['bob', '7000000.07'],
  ] as const)
    await it.system.create('opportunity', {
      name: `${owner}的商机 ${amount}`,
      account: account.id,
      owner: people[owner]!.who.id,
      amount,
      probability: '50',
      close_date: '2026-12-10',
    })
  server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, session, done) {
      void buffer(stream).then((bytes) => {
        arrived.push(read(session.envelope.rcptTo[0]!.address, bytes.toString('latin1')))
        done()
      })
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  send = mailer(
    `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}?from=crm@example.com`,
    () => '示例公司',
  )
})
after(async () => {
  await new Promise<void>((resolve) => server.close(() => resolve()))
  await it.close()
})

/** The parts of a mail as they were sent. */
function read(to: string, raw: string): Arrived {
  // Parts stand in parts: the text beside its HTML, that beside its pictures, all beside the files.
  const boundaries = [...raw.matchAll(/boundary="([^"]+)"/g)].map(([, one]) => `--${one!}`)
  const files = new Map<string, Buffer>()
  const said = { plain: '', html: '' }
  for (const part of boundaries.reduce(
    (parts, one) => parts.flatMap((part) => part.split(one)),
    [raw],
  )) {
    const at = part.indexOf('\r\n\r\n')
    const [head, body] = [part.slice(0, at), part.slice(at + 4)]
    const name = /filename="?([^"\r\n;]+)/.exec(head)?.[1]
    if (name) files.set(name, Buffer.from(body, 'base64'))
    else if (/text\/(plain|html)/.test(head))
      said[/text\/html/.test(head) ? 'html' : 'plain'] = /quoted-printable/i.test(head)
        ? Buffer.from(
            body
              .replace(/=\r\n/g, '')
              .replace(/=([0-9A-F]{2})/g, (_, hex: string) =>
                String.fromCharCode(parseInt(hex, 16)),
              ),
            'latin1',
          ).toString('utf8')
        : Buffer.from(body, 'base64').toString('utf8')
  }
  return {
    to,
    subject: /^Subject: (.*)$/m.exec(raw)![1]!,
    text: said.plain,
    html: said.html,
    files,
  }
}

/** Moves the clock, does what is due, answers what arrived. */
async function at(moment: string): Promise<Arrived[]> {
  it.at(moment)
  const from = arrived.length
  const work: string[] = []
  await takeUpMails(it.world, {
    enqueue: async (_tx, kind, data) =>
      void (kind === 'board_mail' && work.push(String(data.mail))),
  })
  const kind = boardMailKind({ mail: send })
  for (const mail of work)
    await kind.run({
      world: it.world,
      data: { mail },
      id: mail,
      attempt: 1,
      last: false,
      signal: new AbortController().signal,
      jobs: null as never,
    })
  return arrived.slice(from)
}

const pipelineOf = async (name: string): Promise<string> => {
  const { who } = people[name]!
  const doing = {
    world: it.world,
    app: it.world.app,
    tx: it.world.db,
    who,
    at: circumstances(it.world, who),
    cause: { kind: 'system' as const },
    action: null,
  }
  return (await runReport(doing, reportOf(permit(it.world.app, who), 'pipeline_funnel'))).total
    .total[0]!
}

test('a weekly dashboard arrives on Monday at eight, once, as PDF, and as a workbook for whoever may export', async () => {
  for (const receiver of ['boss', 'ann'])
    await people.boss!.create('report_mail', {
      dashboard: 'sales',
      receiver: people[receiver]!.who.id,
      every: 'week',
      day: 1,
      hour: 8,
    })
  assert.deepEqual(await at('2026-11-23T07:59:00+08:00'), [])
  const mails = await at('2026-11-23T08:01:00+08:00')
  assert.deepEqual(mails.map((one) => one.to).sort(), ['ann@example.com', 'boss@example.com'])
  assert.deepEqual(await at('2026-11-23T08:06:00+08:00'), [])
  const [boss, ann] = ['boss', 'ann'].map((name) => mails.find((one) => one.to.startsWith(name))!)
  const documents = (mail: Arrived) =>
    [...mail.files.keys()].filter((name) => !name.endsWith('.png'))
  assert.deepEqual(documents(boss!), ['sales-2026-11-23.pdf', 'sales-2026-11-23.xlsx'])
  assert.deepEqual(documents(ann!), ['sales-2026-11-23.pdf'])
  assert.equal((await at('2026-11-30T08:00:00+08:00')).length, 2)
})

test('its charts stand in the mail as pictures and on the pages of the PDF; nothing is fetched from outside to show them', async () => {
  const [mail] = arrived.filter((one) => one.to.startsWith('boss'))
  const shown = [...mail!.html.matchAll(/src="cid:chart-(\d+)@openltc" alt="([^"]+)"/g)]
  assert.ok(shown.length > 0)
  assert.ok(shown.some(([, , alt]) => alt!.includes('商机漏斗')))
  for (const [, number] of shown)
    assert.equal(mail!.files.get(`sales-2026-11-23-${number!}.png`)!.readUInt32BE(0), 0x89504e47)
  assert.doesNotMatch(mail!.html, /https?:|<script|<link/)
  assert.match(mail!.files.get('sales-2026-11-23.pdf')!.toString('latin1'), /\/Subtype \/Image/)
  // Ann's funnel is drawn of her own figures.
  const funnel = `sales-2026-11-23-${shown.find(([, , alt]) => alt!.includes('商机漏斗'))![1]!}.png`
  assert.notDeepEqual(
    mail!.files.get(funnel),
    arrived.find((one) => one.to.startsWith('ann'))!.files.get(funnel),
  )
})

test('each receiver’s figures are those that they see themselves', async () => {
  it.at('2026-12-07T08:00:00+08:00')
  const mails = await at('2026-12-07T08:00:00+08:00')
  for (const [name, whole] of [
    ['boss', '7350000.42'],
    ['ann', '350000.35'],
  ] as const) {
    assert.equal(await pipelineOf(name), whole)
    const mail = mails.find((one) => one.to.startsWith(name))!
    const written = whole.replace(/\B(?=(\d{3})+\.)/g, ',')
    assert.match(
      pdfText(mail.files.get('sales-2026-12-07.pdf')!).join('\n'),
      new RegExp(written.replace('.', '\\.')),
    )
    assert.match(mail.text, new RegExp(written.replace('.', '\\.')))
    assert.doesNotMatch(mail.text, name === 'ann' ? /7,350,000/ : /350,000\.35/)
  }
  const book = await readXlsx(
    mails.find((one) => one.to.startsWith('boss'))!.files.get('sales-2026-12-07.xlsx')!,
  )
  const funnel = book.sheets.find((sheet) => sheet.name === '商机漏斗')!
  assert.deepEqual(funnel.rows.at(-1)!.slice(0, 2), ['合计', 7350000.42])
})

test('nothing is sent once its owner has left, nor to a receiver who has left', async () => {
  await people.bob!.create('report_mail', {
    dashboard: 'sales',
    receiver: people.ann!.who.id,
    every: 'day',
    hour: 9,
  })
  assert.equal((await at('2026-12-08T09:00:00+08:00')).length, 1)
  await it.system.change('person', people.bob!.who.id, { active: false })
  assert.deepEqual(await at('2026-12-09T09:00:00+08:00'), [])
  await it.system.change('person', people.ann!.who.id, { active: false })
  assert.deepEqual(
    (await at('2026-12-14T08:00:00+08:00')).map((one) => one.to),
    ['boss@example.com'],
  )
})

test('a dashboard that is not for the receiver’s role is not sent, and nobody sets one up in another’s name', async () => {
  const cat = await it.hire('cat', { roles: ['sales'], email: 'cat@example.com' })
  people.cat = cat
  await people.boss!.create('report_mail', {
    dashboard: 'receivables',
    receiver: cat.who.id,
    every: 'day',
    hour: 10,
  })
  assert.deepEqual(
    (await at('2026-12-15T10:00:00+08:00')).filter((one) => one.to.startsWith('cat')),
    [],
  )
  assert.equal(
    (
      await refused(
        cat.create('report_mail', {
          dashboard: 'sales',
          receiver: cat.who.id,
          owner: people.boss!.who.id,
        }),
      )
    ).code,
    'not-allowed',
  )
  assert.equal(
    (
      await refused(
        cat.create('report_mail', {
          dashboard: 'sales',
          receiver: cat.who.id,
          every: 'week',
          day: 9,
        }),
      )
    ).code,
    'not-valid',
  )
})

test('a dashboard of somebody’s own goes out as any other, only to those with whom it is shared', async () => {
  const { cat } = people
  const label = { zh: '我的早报', en: 'My morning' }
  const at0 = { x: 0, y: 0, w: 6, h: 9 }
  const mine = await cat!.create('own_report', {
    definition: JSON.stringify({
      label: { zh: '我的商机数', en: 'My deals' },
      object: 'opportunity',
      measures: { count: { label: { zh: '数量', en: 'Count' }, of: 'count()' } },
      as: 'number',
    }),
  })
  const board = await cat!.create('own_dashboard', {
    definition: JSON.stringify({
      label,
      blocks: { one: { kind: 'report', report: mine.id, at: at0 } },
    }),
  })
  const mails: string[] = []
  for (const receiver of ['cat', 'boss'])
    mails.push(
      (
        await cat!.create('report_mail', {
          dashboard: board.id,
          receiver: people[receiver]!.who.id,
          every: 'day',
          hour: 11,
        })
      ).id,
    )
  const sent = async (moment: string) =>
    (await at(moment))
      .filter((one) => /我的早报|My morning/.test(one.text))
      .map((one) => one.to)
      .sort()
  assert.deepEqual(await sent('2026-12-16T11:00:00+08:00'), ['cat@example.com'])
  assert.equal((await cat!.get('report_mail', mails[1]!)).last_says, 'not for the receiver')
  await cat!.change('own_dashboard', board.id, { shared: 'everybody' })
  assert.deepEqual(await sent('2026-12-17T11:00:00+08:00'), ['boss@example.com', 'cat@example.com'])
})
