// The link to the database breaks: is what the caller hears true, and does asking again find out what became of it?
import assert from 'node:assert/strict'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import type { Row } from '#kernel/object.ts'
import { sql, type Sql } from '#kernel/sql.ts'
import { book } from '#ltc/index.ts'
import { type ConnectionSettings, type Database, openDatabase } from '#server/database/pool.ts'
import { allRoutes } from '#server/http/all-routes.ts'
import { openWorld } from '#server/records/open-world.ts'
import { type Answer, type Attacked, attacked } from './attacks/attacked.ts'
import { quietServer } from './quiet-server.ts'

let it: Attacked
let line: Line
let db: Database
let server: FastifyInstance

before(async () => {
  it = await attacked()
  await it.hire('root', ['admin'])
  await it.hire('ann', ['sales'])
  line = await lossyLine(it.firm.base.connection)
  db = openDatabase({ connection: line.connection, schema: 'test', seats: 1 })
  const world = await openWorld(db, 'test', book, it.firm.world.now)
  server = quietServer(
    { world, login: it.login, files: it.files },
    allRoutes({ book, version: '0', fill: async () => '', work: [] }),
  )
  await server.ready()
})
after(async () => {
  await server.close()
  await db.close()
  await line.close()
  await it.close()
})

type How = 'after the effect' | 'before the effect'
interface Line {
  readonly connection: ConnectionSettings
  /** The next time that one of these words is sent, the link breaks. */
  lose(words: RegExp, how: How): void
  close(): Promise<void>
}

/** PostgreSQL as one reaches it by a bad line. */
async function lossyLine({ host, port, ...rest }: ConnectionSettings): Promise<Line> {
  let fault: { words: RegExp; how: How } | null = null
  const open = new Set<Socket>()
  const line: Server = createServer((near) => {
    const far = connect(join(host, `.s.PGSQL.${port}`))
    let isLosing = false
    const cut = (): void => void (near.destroy(), far.destroy())
    open.add(near.on('close', cut).on('error', cut))
    far.on('close', cut).on('error', cut)
    near.on('data', (sent) => {
      if (fault?.words.test(sent.toString('latin1'))) {
        isLosing = true
        const { how } = fault
        fault = null
        if (how === 'before the effect') return cut()
      }
      far.write(sent)
    })
    far.on('data', (said) => {
      if (!isLosing) return near.write(said)
      // Ready for the next, in no transaction: what was sent is done.
      if (said.includes(Buffer.from('Z\0\0\0\x05I', 'latin1'))) cut()
      return true
    })
  })
  await new Promise<void>((resolve) => line.listen(0, '127.0.0.1', resolve))
  const address = line.address()
  assert.ok(typeof address === 'object' && address)
  return {
    connection: { ...rest, host: '127.0.0.1', port: address.port },
    lose: (words, how) => (fault = { words, how }),
    close: async () => {
      for (const one of open) one.destroy()
      await new Promise((resolve) => line.close(resolve))
    },
  }
}

const send = (
  who: string,
  method: 'POST' | 'PATCH' | 'DELETE' | 'GET',
  url: string,
  payload?: object,
  key?: string,
): Promise<Answer> =>
  server.inject({
    method,
    url: `/api/v1/${url}`,
    headers: {
      authorization: `Bearer ${it.keys[who]}`,
      ...(key && { 'idempotency-key': key }),
    },
    ...(payload && { payload }),
  })
const said = ({ statusCode, json }: Answer): [number, string] => [statusCode, json().code as string]
const count = async (statement: Sql): Promise<number> =>
  (await it.firm.world.db.query<{ n: number }>(statement))[0]!.n
const leadsNamed = (name: string): Promise<number> =>
  count(sql`select count(*)::int as n from lead where name = ${name}`)
const movesOf = (id: string): Promise<number> =>
  count(
    sql`select count(*)::int as n from event where record = ${id}::uuid and deed = 'move' and changes->'stage'->>1 = 'qualified'`,
  )
const lead = (name: string): Promise<Row> =>
  it.firm.system.create('lead', { name, phone: '13800138000', owner: it.people.ann!.who.id })

/** Asks again, as long as what PostgreSQL has of the broken call is still about to end. */
async function qualified(id: string, key: string): Promise<Answer> {
  for (;;) {
    const answer = await send('ann', 'POST', `lead/${id}/actions/qualify`, {}, key)
    if (answer.statusCode !== 409 || answer.json().code !== 'still-running') return answer
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

test('where nobody knows whether it was done, that is said; the same key finds out, and it is done once', async () => {
  for (const how of ['after the effect', 'before the effect'] as const) {
    const [moved, talked] = [await lead(`moved ${how}`), await lead(`talked ${how}`)]
    const calls: [who: string, url: string, body: object, effect: () => Promise<number>][] = [
      ['ann', 'lead', { name: `made ${how}` }, () => leadsNamed(`made ${how}`)],
      ['ann', `lead/${moved.id}/actions/qualify`, {}, () => movesOf(moved.id)],
      [
        'ann',
        `lead/${talked.id}/comments`,
        { text: 'Called back' },
        () =>
          count(
            sql`select count(*)::int as n from comment where text = 'Called back' and record_id = ${talked.id}`,
          ),
      ],
      [
        'ann',
        'lead/batch',
        { create: [{ name: `b ${how}` }, { name: `b ${how}` }] },
        async () => (await leadsNamed(`b ${how}`)) / 2,
      ],
      [
        'root',
        'people',
        { name: how, email: `${how.replaceAll(' ', '-')}@example.com`, invite: true },
        () => count(sql`select count(*)::int as n from person where name = ${how}`),
      ],
      [
        'root',
        'model/drafts',
        { name: how },
        () => count(sql`select count(*)::int as n from model_draft where name = ${how}`),
      ],
    ]
    for (const [who, url, body, effect] of calls) {
      line.lose(/commit/, how)
      const lost = await send(who, 'POST', url, body, how)
      assert.deepEqual(said(lost), [503, 'outcome-unknown'], `${url} ${how}`)
      assert.equal(lost.headers['retry-after'], '1')
      assert.equal(await effect(), how === 'after the effect' ? 1 : 0, `${url} ${how}`)
      const again = await send(who, 'POST', url, body, how)
      assert.ok(again.statusCode < 300, `${url} ${how} ${again.body}`)
      assert.equal((await send(who, 'POST', url, body, how)).body, again.body)
      assert.equal(await effect(), 1, `${url} ${how}`)
    }
  }
})

test('a change whose answer was lost is told as such, and what is there now says whether it was done', async () => {
  const { id, version } = await lead('changed')
  line.lose(/update "lead"/, 'after the effect')
  const lost = await send('ann', 'PATCH', `lead/${id}`, { company: 'New Works' })
  assert.deepEqual(said(lost), [503, 'outcome-unknown'])
  const now = (await send('ann', 'GET', `lead/${id}`)).json() as Row
  assert.deepEqual([now.company, now.version], ['New Works', version + 1])
  for (const [method, body, statement, status] of [
    ['PATCH', { company: 'Newer Works' }, /update "lead"/, 200],
    ['DELETE', undefined, /commit/, 204],
  ] as const) {
    line.lose(statement, 'after the effect')
    assert.deepEqual(said(await send('root', method, `lead/${id}`, body, method)), [
      503,
      'outcome-unknown',
    ])
    assert.equal((await send('root', method, `lead/${id}`, body, method)).statusCode, status)
  }
})

test('a single statement that writes is no transaction that one could still take back', async () => {
  line.lose(/insert into counter/, 'after the effect')
  await assert.rejects(db.query(sql`insert into counter values ('lost', 1)`), {
    code: 'outcome-unknown',
  })
  assert.equal(await count(sql`select count(*)::int as n from counter where series = 'lost'`), 1)
})

test('a link that breaks while something is only asked, or before a transaction was to end, leaves nothing done, and says busy', async () => {
  line.lose(/select/, 'after the effect')
  assert.deepEqual(said(await send('ann', 'GET', 'lead')), [503, 'busy'])
  line.lose(/select/, 'after the effect')
  assert.deepEqual(said(await send('ann', 'POST', 'query', { from: 'lead' })), [503, 'busy'])
  const { id } = await lead('undone')
  line.lose(/for update/, 'before the effect')
  assert.deepEqual(said(await send('ann', 'POST', `lead/${id}/actions/qualify`, {}, 'cut')), [
    503,
    'busy',
  ])
  assert.equal(await movesOf(id), 0)
  assert.equal((await qualified(id, 'cut')).statusCode, 200)
  assert.equal(await movesOf(id), 1)
})

test('whoever gets no connection, or no lock in time, is told busy, and nothing was done', async () => {
  const { id } = await lead('waited for')
  let go = (): void => {}
  const held = it.firm.world.db.transaction(async (tx) => {
    await tx.query(sql`select 1 from lead where id = ${id}::uuid for update`)
    await new Promise<void>((resolve) => (go = resolve))
  })
  // The one connection for transactions waits for the lock; the other call waits for the connection.
  const [noLock, noSeat] = await Promise.all([
    send('ann', 'POST', `lead/${id}/actions/qualify`, {}, 'lock'),
    send('ann', 'POST', 'lead', { name: 'no seat' }, 'seat'),
  ])
  assert.deepEqual(said(noLock), [503, 'busy'])
  assert.ok(noSeat.statusCode === 201 || noSeat.json().code === 'busy', noSeat.body)
  assert.equal(await movesOf(id), 0)
  go()
  await held
  assert.equal((await qualified(id, 'lock')).statusCode, 200)
  assert.equal((await send('ann', 'POST', 'lead', { name: 'no seat' }, 'seat')).statusCode, 201)
  assert.deepEqual([await movesOf(id), await leadsNamed('no seat')], [1, 1])
})
