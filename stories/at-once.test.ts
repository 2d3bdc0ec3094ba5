// When is a change one statement, and is it then in every way what the long way would have made of it?
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import fc from 'fast-check'
import type { Changes } from '#kernel/app.ts'
import { Refusal } from '#kernel/error.ts'
import { merge } from '#kernel/merge.ts'
import type { Row, Values } from '#kernel/object.ts'
import { sql } from '#kernel/sql.ts'
import { book } from '#ltc/index.ts'
import { openDatabase } from '#server/database/pool.ts'
import { writtenText } from '#server/writing/at-once.ts'
import { recordPage } from '#server/records/page.ts'
import { changeShown, createShown } from '#server/writing/write.ts'
import { type Company, company, type Person, refused } from './spine-company.ts'

let it: Company
let ann: Person
let cai: Person
/** How changes reached the database since the beginning of the test. */
const ways = { alone: 0, transaction: 0 }
before(async () => {
  it = await company('2026-03-02')
  ann = await it.hire('ann', { roles: ['sales'], email: 'ann@example.com' })
  cai = await it.hire('cai', { roles: ['sales'], email: 'cai@example.com' })
  const { db } = it.world
  const { alone, transaction } = db
  Object.assign(db, {
    alone: (statement: Parameters<typeof alone>[0]) => (ways.alone++, alone(statement)),
    transaction: (...given: Parameters<typeof transaction>) => (
      ways.transaction++,
      transaction(...given)
    ),
  })
})
after(() => it.close())
beforeEach(() => Object.assign(ways, { alone: 0, transaction: 0 }))

const look = (person: Person, object: string, id: string) => recordPage(person.doing(), object, id)
const log = (id: string) =>
  it.world.db.query<{ who: string; version: number; changes: Record<string, unknown[]> }>(
    sql`select who, version, changes from event where record = ${id}::uuid order by seq`,
  )
const newLead = async (person: Person, values: Values = {}): Promise<Row> => {
  const lead = await person.create('lead', { name: '王', company: '甲公司', ...values })
  Object.assign(ways, { alone: 0, transaction: 0 })
  return lead
}

test('whoever has opened a record changes it by one statement, with its log, its version and its answer', async () => {
  const { id } = await newLead(ann)
  await look(ann, 'lead', id)
  const answer = await ann.change('lead', id, { title: '经理' })
  assert.deepEqual(ways, { alone: 1, transaction: 0 })
  assert.deepEqual(answer, await ann.get('lead', id))
  assert.deepEqual([answer.title, answer.version, answer.updated_by], ['经理', 2, ann.who.id])
  const events = await log(id)
  assert.deepEqual(events.at(-1), {
    who: ann.who.id,
    version: 2,
    changes: { title: [null, '经理'] },
  })
})

test('a record that nobody has opened is read and then changed by one statement each, without a transaction', async () => {
  const { id } = await newLead(ann)
  const answer = await ann.change('lead', id, { title: '经理' })
  assert.deepEqual(ways, { alone: 1, transaction: 0 })
  assert.deepEqual(answer, await ann.get('lead', id))
  assert.equal((await refused(cai.change('lead', id, { title: '总监' }))).code, 'not-found')
  assert.equal((await ann.get('lead', id)).title, '经理')
})

test('the next change knows what the last one wrote', async () => {
  const { id } = await newLead(ann)
  await ann.change('lead', id, { amount: '12.5' })
  await ann.change('lead', id, { title: '经理', region: '华东' })
  await ann.change('lead', id, { title: '总监' })
  assert.deepEqual(ways, { alone: 3, transaction: 0 })
  assert.deepEqual(
    (await log(id)).slice(1).map((one) => one.changes),
    [
      { amount: [null, '12.50'] },
      { title: [null, '经理'], region: [null, '华东'] },
      { title: ['经理', '总监'] },
    ],
  )
  assert.equal((await ann.get('lead', id)).version, 4)
})

test('what has moved since it was seen is read again, and nothing of it is overwritten or logged twice', async () => {
  const { id } = await newLead(ann)
  await look(ann, 'lead', id)
  await it.base.db.query(
    sql`update lead set title = '别人写的', version = version + 1 where id = ${id}::uuid`,
  )
  await ann.change('lead', id, { region: '华东' })
  assert.deepEqual(ways, { alone: 1, transaction: 1 })
  assert.deepEqual((await log(id)).at(-1), {
    who: ann.who.id,
    version: 3,
    changes: { region: [null, '华东'] },
  })
  assert.equal((await ann.get('lead', id)).title, '别人写的')
  await assert.rejects(
    ann.change('lead', id, { title: '总监' }, [2]),
    (error: unknown) =>
      error instanceof Refusal && error.code === 'moved' && error.details.version === 3,
  )
})

test('nobody changes by what is remembered what they may no longer see or change', async () => {
  const { id } = await newLead(ann)
  await look(ann, 'lead', id)
  await look(it.system, 'lead', id)
  assert.equal((await refused(cai.change('lead', id, { title: '经理' }))).code, 'not-found')
  await it.system.change('lead', id, { owner: cai.who.id })
  await look(cai, 'lead', id)
  assert.equal((await refused(ann.change('lead', id, { title: '经理' }))).code, 'not-found')
  const mine = await cai.change('lead', id, { title: '经理' })
  assert.equal(mine.version, 3)
  await it.system.change('lead', id, { owner: null })
  await look(cai, 'lead', id)
  assert.equal((await refused(cai.change('lead', id, { title: '总监' }))).code, 'not-allowed')
  await it.system.remove('lead', id)
  assert.equal((await refused(it.system.change('lead', id, { title: '总监' }))).code, 'not-found')
  assert.equal((await log(id)).length, 5)
})

test('what looks further than at the row itself goes the long way: references, and records with rows of their own', async () => {
  const campaign = await it.system.create('campaign', { name: '展会' })
  const lead = await newLead(ann)
  await look(ann, 'lead', lead.id)
  await ann.change('lead', lead.id, { campaign: campaign.id })
  assert.deepEqual(ways, { alone: 0, transaction: 1 })
  const question = await it.system.create('question', { text: '预算', kind: 'text', weight: '1' })
  await ann.change('lead', lead.id, {
    qualification: [{ question: question.id, answer: '100 万' }],
  })
  await look(ann, 'lead', lead.id)
  Object.assign(ways, { alone: 0, transaction: 0 })
  await ann.change('lead', lead.id, { title: '经理' })
  assert.deepEqual(ways, { alone: 1, transaction: 1 })
  await ann.change('lead', lead.id, { title: '总监' })
  assert.deepEqual(ways, { alone: 1, transaction: 2 }, 'the next is not tried at all')
})

test('a questionnaire that was answered since the lead was seen sends the change the long way', async () => {
  const { id } = await newLead(ann)
  const question = await it.system.create('question', { text: '周期', kind: 'text', weight: '1' })
  await look(ann, 'lead', id)
  await it.base.db.query(
    sql`insert into qualification_answer (id, lead, question, answer, position, version, created_at, updated_at) values (gen_random_uuid(), ${id}::uuid, ${question.id}::uuid, '三个月', 0, 1, now(), now())`,
  )
  Object.assign(ways, { alone: 0, transaction: 0 })
  await ann.change('lead', id, { title: '经理' })
  assert.deepEqual(ways, { alone: 1, transaction: 1 })
})

test('what a change sets off is queued in its transaction, so it goes the long way', async () => {
  const { id } = await newLead(ann)
  const heard: string[] = []
  it.world.afterEvent = async (tx, { record }) => {
    heard.push((await tx.text(sql`select ${record}::text`))!)
  }
  await look(ann, 'lead', id)
  await ann.change('lead', id, { title: '经理' })
  it.world.afterEvent = null
  assert.deepEqual([ways, heard], [{ alone: 0, transaction: 1 }, [id]])
})

test('a rule over sums of other records is judged by what they are now, never by what is remembered', async () => {
  const strict = {
    objects: {
      lead: {
        rules: {
          followed: {
            if: 'last_follow_up_at is empty or title is not empty',
            says: { zh: '跟进过的线索要有职位', en: 'A lead that was talked to has a title' },
          },
        },
      },
    },
  } as unknown as Changes
  const other = await company('2026-03-02', merge(book, strict))
  try {
    const eve = await other.hire('eve', { roles: ['sales'], email: 'eve@example.com' })
    const { id } = await eve.create('lead', { name: '王', company: '甲公司', title: '经理' })
    await eve.change('lead', id, { region: '华东' })
    await eve.create('activity', {
      kind: 'call',
      subject: '回访',
      lead: id,
      done_at: '2026-03-01T02:00:00Z',
    })
    assert.deepEqual(await refused(eve.change('lead', id, { title: null })), {
      code: 'not-valid',
      paths: ['last_follow_up_at'],
    })
  } finally {
    await other.close()
  }
})

test('a record that somebody else holds is waited for on a connection of its own', async () => {
  const { id } = await newLead(ann)
  await look(ann, 'lead', id)
  const other = openDatabase({ connection: it.base.connection, schema: 'test' })
  let waiting: Promise<Row> | undefined
  await other.transaction(async (tx) => {
    await tx.query(sql`select 1 from lead where id = ${id}::uuid for update`)
    waiting = ann.change('lead', id, { title: '经理' })
    await new Promise((resolve) => setTimeout(resolve, 200))
    assert.deepEqual(ways, { alone: 1, transaction: 1 })
    await tx.query(
      sql`update lead set region = '华南', version = version + 1 where id = ${id}::uuid`,
    )
  })
  const answer = await waiting!
  assert.deepEqual([answer.title, answer.region, answer.version], ['经理', '华南', 3])
  await other.close()
})

/** Values of a lead, sound and unsound ones. */
const anything = (() => {
  const values: Record<string, fc.Arbitrary<unknown>> = {
    title: fc.oneof(fc.constant(null), fc.string({ maxLength: 120 }), fc.integer()),
    name: fc.constantFrom('', null, '李', '王'),
    amount: fc.constantFrom('1', '1.00', '2.345', '-1', null, 'x', '99999999999.99'),
    heat: fc.constantFrom('hot', 'lukewarm', null),
    email: fc.constantFrom('a@example.com', 'no address', null),
    region: fc.constantFrom('华东', '华南', null),
    score: fc.constantFrom(50, 101, null, '7'),
    stage: fc.constantFrom('qualified', 'new'),
    currency: fc.constantFrom('CNY', 'XXX'),
    unknown: fc.constant(1),
  }
  const entry = fc.oneof(
    ...Object.entries(values).map(([name, value]) => fc.tuple(fc.constant(name), value)),
  )
  return fc
    .array(entry, { minLength: 1, maxLength: 3 })
    .map((entries): Values => Object.fromEntries(entries))
})()
/** How it ended, without what is of this record and moment alone. */
const end = (work: Promise<Row>): Promise<unknown> =>
  work.then(
    ({ id: _, number: __, created_at: ___, updated_at: ____, ...rest }) => ({
      ...rest,
      stage_since: null,
    }),
    (error: unknown) => {
      if (!(error instanceof Refusal)) throw error
      return { code: error.code, problems: error.problems }
    },
  )

test('whatever is given, one statement answers, refuses and logs as the long way does', async () => {
  const [short, long] = [await newLead(ann), await newLead(ann)]
  let atOnce = 0
  await fc.assert(
    fc.asyncProperty(anything, async (given) => {
      await look(ann, 'lead', short.id)
      Object.assign(ways, { alone: 0, transaction: 0 })
      const one = await end(ann.change('lead', short.id, given))
      atOnce += ways.alone - ways.transaction === 1 ? 1 : 0
      const other = await end(
        it.world.db.transaction(async (tx) => {
          const bound = ann.doing(tx)
          await changeShown(bound, 'lead', long.id, given, 'person')
          return JSON.parse(await writtenText(bound, 'lead', long.id)) as Row
        }),
      )
      assert.deepEqual(one, other)
    }),
    { numRuns: 150 },
  )
  assert.ok(atOnce > 20, `only ${atOnce} changes went the short way`)
  const changes = async (id: string) => (await log(id)).slice(1).map(({ changes }) => changes)
  assert.deepEqual(await changes(short.id), await changes(long.id))
})

test('a new record that names no other is one statement, with its log and its answer', async () => {
  Object.assign(ways, { alone: 0, transaction: 0 })
  const lead = await ann.create('lead', { name: '王', company: '新公司' })
  assert.deepEqual(ways, { alone: 1, transaction: 0 })
  assert.deepEqual(lead, await ann.get('lead', lead.id))
  const [first, ...more] = await log(lead.id)
  assert.deepEqual([first!.who, first!.version, more], [ann.who.id, 1, []])
  assert.deepEqual(first!.changes.company, [null, '新公司'])
})

test('a new record that names another one, or sets something off, goes the long way', async () => {
  const account = await ann.create('account', { name: '甲公司' })
  Object.assign(ways, { alone: 0, transaction: 0 })
  const contact = await ann.create('contact', { name: '王', account: account.id })
  assert.deepEqual(ways, { alone: 0, transaction: 1 })
  assert.equal(contact.account, account.id)
  const heard: string[] = []
  it.world.afterEvent = async (tx, { record }) => {
    heard.push((await tx.text(sql`select ${record}::text`))!)
  }
  const lead = await ann.create('lead', { name: '李', company: '乙公司' })
  it.world.afterEvent = null
  assert.deepEqual([ways, heard], [{ alone: 0, transaction: 2 }, [lead.id]])
})

test('whatever is given, a new record by one statement is answered, refused and logged as by the long way', async () => {
  // After one that went the long way the next ones do so, too, for a while.
  for (let i = 0; i < 20; i++) await ann.create('lead', { name: '王', company: '甲公司' })
  let atOnce = 0
  await fc.assert(
    fc.asyncProperty(anything, async (values) => {
      const given = { name: '王', company: '甲公司', ...values }
      Object.assign(ways, { alone: 0, transaction: 0 })
      const short = ann.create('lead', given)
      const one = await end(short)
      atOnce += ways.alone - ways.transaction === 1 ? 1 : 0
      const long = it.world.db.transaction(async (tx) => {
        const bound = ann.doing(tx)
        const { id } = await createShown(bound, 'lead', given, 'person')
        return JSON.parse(await writtenText(bound, 'lead', id)) as Row
      })
      assert.deepEqual(one, await end(long))
      const rows = await Promise.allSettled([short, long])
      const logs = await Promise.all(
        rows.flatMap((row) => (row.status === 'fulfilled' ? [log(row.value.id)] : [])),
      )
      const said = logs.map((events) =>
        events.map(({ who, version, changes: { number: _, stage_since: __, ...changes } }) => ({
          who,
          version,
          changes,
        })),
      )
      assert.deepEqual(said[0], said[1])
    }),
    { numRuns: 100 },
  )
  assert.ok(atOnce > 20, `only ${atOnce} records went the short way`)
})

test('two who change one record in turn and at once leave a log in which each change begins where the last one ended', async () => {
  const { id } = await newLead(ann)
  const afterALook = async (word: string): Promise<void> => {
    await look(ann, 'lead', id)
    await ann.change('lead', id, { title: word, region: word })
  }
  for (let i = 0; i < 15; i++)
    await Promise.all([
      afterALook(`甲${i}`),
      it.system.change('lead', id, { title: `乙${i}` }),
      ann.change('lead', id, { title: `丙${i}` }),
    ])
  const events = await log(id)
  const row: Record<string, unknown> = { title: null, region: null }
  events.slice(1).forEach(({ version, changes }, i) => {
    assert.equal(version, i + 2)
    for (const [name, [was, is]] of Object.entries(changes)) {
      assert.equal(row[name], was)
      row[name] = is
    }
  })
  const end = await ann.get('lead', id)
  assert.deepEqual([end.title, end.region], [row.title, row.region])
})
