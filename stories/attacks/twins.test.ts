// Are the attacks real? Where it is cheap, the line as it was written elsewhere is attacked first, and then ours.
import assert from 'node:assert/strict'
import { join, relative } from 'node:path'
import { after, before, test } from 'node:test'
import { runInNewContext } from 'node:vm'
import type { Row } from '#kernel/object.ts'
import { merge } from '#kernel/merge.ts'
import { raw, sql } from '#kernel/sql.ts'
import { uploadName } from '#server/files/file-store.ts'
import { readJson } from '#server/http/read-json.ts'
import { ownPath } from '#server/login/sso.ts'
import { type Answer, type Attacked, attacked, formOf } from './attacked.ts'

let it: Attacked
before(async () => {
  it = await attacked()
  await it.hire('root', ['admin'])
  await it.hire('ann', ['sales'])
  await it.hire('bob', ['sales'])
  await it.people.ann!.create('lead', { name: 'Of Ann', company: 'Ann Works' })
  await it.people.bob!.create('lead', { name: 'Of Bob', company: 'Bob Works' })
})
after(() => it.close())

/** A statement as it is written where text and values are one. */
const naively = <T = Record<string, unknown>>(text: string): Promise<T[]> =>
  it.firm.world.db.query<T>(raw(text))
const listOf = (who: string, question: Record<string, string>): Promise<Answer> =>
  it.knock(who, { url: `/api/v1/lead?${new URLSearchParams(question).toString()}` })

test('a value that is put into the text of a statement asks for more', async () => {
  const value = `x' or 'a'='a`
  assert.equal((await naively(`select id from lead where name = '${value}'`)).length, 2)
  const answer = await listOf('bob', { filter: `name = "${value}"` })
  assert.deepEqual(answer.json().data, [])
})

test('a list of values does the same', async () => {
  const list = [`x') or ('a'='a`]
  assert.equal(
    (await naively(`select id from lead where name in ('${list.join("','")}')`)).length,
    2,
  )
  const answer = await listOf('bob', { filter: `name in ("${list[0]}", "y")` })
  assert.deepEqual(answer.json().data, [])
})

test('an order that is taken as it comes is a question to any table', async () => {
  const sort = `case when (select count(*) from person) > 2 then name else company end`
  assert.equal((await naively(`select id from lead order by ${sort}`)).length, 2)
  const answer = await listOf('bob', { sort })
  assert.ok([400, 422].includes(answer.statusCode), answer.body)
})

test('the name of a sum that is taken as it comes tells who works here', async () => {
  const name = `(select string_agg(email, ' ') from person) || count`
  const [row] = await naively<{ it: string }>(`select ${name}(id) as it from lead`)
  assert.match(row!.it, /ann@sample\.example/)
  const answer = await it.knock('bob', {
    method: 'POST',
    url: '/api/v1/query',
    body: { from: 'lead', measure: { it: `${name}(id)` } },
  })
  assert.ok([400, 422].includes(answer.statusCode), answer.body)
  assert.doesNotMatch(answer.body, /ann@sample/)
})

test('the name of a thing that is stored and then put into a statement is a statement', async () => {
  const name = `x' union select email from person --`
  const made = await it.people.bob!.create('lead', { name, company: 'Bob Works' })
  const [stored] = await naively<{ name: string }>(`select name from lead where id = '${made.id}'`)
  const told = await naively(`select company from lead where name = '${stored!.name}'`)
  assert.ok(told.length > 2, 'everybody’s address')
  for (const url of [
    `/api/v1/lead/${made.id}`,
    `/api/v1/lead?search=${encodeURIComponent(name)}`,
    `/api/v1/search?q=${encodeURIComponent(name)}`,
  ])
    assert.doesNotMatch((await it.knock('bob', { url })).body, /ann@sample/, url)
  const groups = await it.knock('bob', {
    method: 'POST',
    url: '/api/v1/query',
    body: { from: 'lead', by: ['name'], measure: { n: 'count()' } },
  })
  assert.equal(groups.statusCode, 200, groups.body)
  assert.ok(groups.body.includes(JSON.stringify(name)), groups.body)
})

/** The words that broke out of other people's sandboxes. */
const outs = [
  `this.constructor.constructor('return process')().pid`,
  `console.log.constructor('return process')().pid`,
  `(() => {}).constructor('return process')().pid`,
]

test('a formula that is a program reaches the program that runs it, also in a room of its own', async () => {
  const naive = (text: string): unknown => runInNewContext(text, { console })
  assert.equal(naive(outs[1]!), process.pid)
  for (const out of outs) {
    const asked = await listOf('bob', { filter: `${out} = 1` })
    assert.equal(asked.statusCode, 422, asked.body)
    const published = await it.knock('root', {
      method: 'POST',
      url: '/api/v1/model/publish',
      body: {
        note: '',
        changes: {
          objects: {
            lead: {
              fields: { out: { kind: 'formula', label: { zh: '外', en: 'Out' }, formula: out } },
            },
          },
        },
      },
    })
    assert.deepEqual([published.statusCode, published.json().code], [422, 'model-not-sound'])
    assert.equal(published.body.includes(String(process.pid)), false)
  }
})

test('a value that is read as a template once more tells what stands elsewhere in the record', () => {
  const record: Record<string, string> = { name: '{need}', need: 'secret' }
  const fill = (text: string): string =>
    text.replace(/\{(\w+)\}/g, (_, key: string) => record[key]!)
  assert.equal(fill(fill('Dear {name}')), 'Dear secret')
  // What ours does with the same words is asked of mails, papers and tables in typed-words.
})

test('a difference that is laid over without looking at its names changes every object there is', () => {
  const given =
    '{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}'
  const naive = (into: Record<string, unknown>, from: Record<string, unknown>): void => {
    for (const [key, value] of Object.entries(from))
      if (typeof value === 'object' && typeof into[key] !== 'undefined')
        naive(into[key] as Record<string, unknown>, value as Record<string, unknown>)
      else into[key] = value
  }
  const polluted = (): unknown => (({}) as { polluted?: unknown }).polluted
  naive({}, JSON.parse(given) as Record<string, unknown>)
  assert.equal(polluted(), true)
  delete (Object.prototype as { polluted?: unknown }).polluted
  merge({ a: 1 }, JSON.parse(given))
  try {
    merge({}, readJson(given))
  } catch {
    // Refused as a whole is as good.
  }
  assert.equal(polluted(), undefined)
})

test('an address that only begins like one of ours leads to another house', () => {
  for (const next of [
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
  ]) {
    assert.ok(next.startsWith('/'), 'so it was believed')
    assert.equal(new URL(next, 'https://crm.sample.example').host, 'evil.example', 'and led there')
    assert.equal(ownPath(next), '/')
  }
  assert.equal(ownPath('/o/lead?view=1'), '/o/lead?view=1')
})

test('the name of a file that becomes a path leads out of the folder; its declared kind is what the attacker says', async () => {
  const name = '../../../../etc/cron.d/evil'
  const out = (path: string): boolean => relative('/data/files', path).startsWith('..')
  assert.ok(out(join('/data/files', name)))
  const type = 'text/html;image/png'
  assert.match(
    type,
    /image\/(png|jpeg)/,
    'a naive list lets it pass, and browsers read its beginning',
  )
  const uploaded = await it.knock('bob', {
    method: 'POST',
    url: '/api/v1/files',
    ...(await formOf({}, { name, type, text: '<script>globalThis.evil=1</script>' })),
  })
  assert.equal(uploaded.statusCode, 201, uploaded.body)
  const { id } = uploaded.json() as Row
  assert.equal(out(join('/data', uploadName(id))), false)
  const got = await it.knock('bob', { url: `/api/v1/files/${id}` })
  assert.equal(got.headers['content-type'], 'application/octet-stream')
  assert.match(String(got.headers['content-disposition']), /^attachment; /)
  assert.doesNotMatch(String(got.headers['content-disposition']), /\.\.|[/]/)
})

test('a subject that is written into a letter as it is adds receivers to it', () => {
  const subject = 'Hello\r\nBcc: evil@evil.example'
  const letter = `To: a@sample.example\r\nSubject: ${subject}\r\n\r\nText`
  const heads = letter.slice(0, letter.indexOf('\r\n\r\n')).split('\r\n')
  assert.ok(heads.includes('Bcc: evil@evil.example'))
  // What ours sends is asked of a real mail server in typed-words.
})

test('a limit that is looked at before it is used lets many pass at once; one that is taken in the same statement does not', async () => {
  const { db } = it.firm.world
  await db.query(sql`create table naive_coupon (id int primary key, used int not null)`)
  const passed = async (take: () => Promise<boolean>): Promise<number> => {
    await db.query(
      sql`insert into naive_coupon values (1, 0) on conflict (id) do update set used = 0`,
    )
    return (await Promise.all(Array.from({ length: 12 }, take))).filter(Boolean).length
  }
  const looked = await passed(() =>
    db.transaction(async (tx) => {
      const [row] = await tx.query<{ used: number }>(sql`select used from naive_coupon`)
      // Somebody else's look falls into this moment.
      await tx.query(sql`select pg_sleep(0.05)`)
      if (row!.used > 0) return false
      await tx.query(sql`update naive_coupon set used = used + 1`)
      return true
    }),
  )
  assert.ok(looked > 1, `${looked} used what counts once`)
  const taken = await passed(
    async () =>
      (await db.query(sql`update naive_coupon set used = used + 1 where used = 0 returning 1`))
        .length === 1,
  )
  assert.equal(taken, 1)
  await db.query(sql`drop table naive_coupon`)
  // What counts once in the product – codes, links, keys, numbers, limits – is taken by many at once in `server/login`, idempotency and `stories/money`.
})
