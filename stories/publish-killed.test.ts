// A publish is killed at any moment: is it always nothing or all, does everybody work on, and does the next one succeed?
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { type Sql, sql } from '#kernel/sql.ts'
import { book } from '#ltc/index.ts'
import { openDatabase } from '#server/database/pool.ts'
import { publish } from '#server/model/publish.ts'
import { lastModel, openWorld } from '#server/records/open-world.ts'
import { systemWho } from '#server/world/world.ts'
import { company, type Company } from './spine-company.ts'

let firm: Company
before(async () => {
  firm = await company('2026-03-02')
  await publish(
    firm.world,
    book,
    systemWho,
    {
      objects: {
        lead: { fields: { budget: { kind: 'text', label: { zh: '预算', en: 'Budget' } } } },
      },
    },
    { note: 'a field' },
  )
  for (const budget of ['100', '200', '面议'])
    await firm.system.create('lead', {
      name: budget,
      company: '示例公司',
      phone: '13800138000',
      budget,
    })
})
after(() => firm.close())

const changes = {
  objects: {
    lead: {
      fields: {
        budget: { kind: 'money' },
        extra: { kind: 'text', label: { zh: '另', en: 'Extra' }, index: true },
      },
    },
  },
}

/** The publish in a process of its own. */
function publisher(): ChildProcess {
  const at = (path: string): string =>
    JSON.stringify(fileURLToPath(new URL(`../${path}`, import.meta.url)))
  const program = `
    const { openDatabase } = await import(${at('server/database/pool.ts')})
    const { openWorld } = await import(${at('server/records/open-world.ts')})
    const { publish } = await import(${at('server/model/publish.ts')})
    const { systemWho } = await import(${at('server/world/world.ts')})
    const { book } = await import(${at('ltc/index.ts')})
    const world = await openWorld(openDatabase({ connection: ${JSON.stringify(firm.base.connection)}, schema: 'test' }), 'test', book, () => new Date())
    console.log('ready')
    await new Promise(go => process.stdin.once('data', go))
    await publish(world, book, systemWho, ${JSON.stringify(changes)}, { note: 'killed', keepUnconverted: true })
    console.log('done')`
  return spawn(process.execPath, ['--input-type=module', '-e', program], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    stdio: ['pipe', 'pipe', 'inherit'],
  })
}

const says = (child: ChildProcess, word: string): Promise<void> =>
  new Promise((resolve, reject) => {
    child.stdout!.on('data', (data) => void (String(data).includes(word) && resolve()))
    child.once('close', () => reject(new Error('the publisher ended')))
  })

/** Waits until a statement of the publisher stands before the lock that we hold, then kills it. */
async function killedBefore(lock: Sql): Promise<void> {
  const own = openDatabase({ connection: firm.base.connection, schema: 'test', lanes: 1, seats: 2 })
  const child = publisher()
  try {
    await says(child, 'ready')
    await own.transaction(
      async (tx) => {
        await tx.query(lock)
        child.stdin!.write('go\n')
        for (let waiting = 0; waiting === 0;) {
          const [row] = await firm.base.db.query<{ n: number }>(
            sql`select count(*)::int as n from pg_locks where not granted and database = (select oid from pg_database where datname = current_database())`,
          )
          waiting = row!.n
        }
        child.kill('SIGKILL')
        await new Promise((resolve) => child.once('close', resolve))
      },
      { statementMs: 60_000 },
    )
  } finally {
    child.kill('SIGKILL')
    await own.close()
  }
}

const moments: readonly (readonly [says: string, lock: Sql])[] = [
  ['before the column is there', sql`lock table lead in access share mode`],
  ['while values are carried over', sql`select 1 from lead where budget = '200' for update`],
  [
    'after tables were changed, before the version is written',
    sql`lock table model_version in share mode`,
  ],
]
for (const [moment, lock] of moments)
  test(`killed ${moment}: the old version stands, people write, the next start is sound`, async () => {
    const was = await lastModel(firm.world.db)
    await killedBefore(lock)
    assert.deepEqual(await lastModel(firm.world.db), was)
    const made = await firm.system.create('lead', {
      name: '其后',
      company: '示例公司',
      phone: '13900139000',
      budget: '12 万',
    })
    assert.equal((await firm.system.get('lead', made.id)).budget, '12 万')
    const again = await openWorld(firm.base.db, 'test', book, () => new Date())
    assert.equal(again.app.objects.lead!.fields.budget!.kind, 'text')
    await firm.system.remove('lead', made.id)
  })

test('and then it is published whole, with every value', async () => {
  await publish(firm.world, book, systemWho, changes, { note: 'at last', keepUnconverted: true })
  const rows = await firm.system.list('lead')
  assert.deepEqual(
    rows.map((row) => [row.name, row.budget]),
    [
      ['100', '100'],
      ['200', '200'],
      ['面议', null],
    ],
  )
  const [left] = await firm.world.db.query<{ n: number }>(
    sql`select count(*)::int as n from pg_index where not indisvalid`,
  )
  assert.equal(left!.n, 0)
})

test('what is written while values are carried over is not lost', async () => {
  const note = (kind: string) => ({
    objects: { lead: { fields: { size: { kind, label: { zh: '规模', en: 'Size' } } } } },
  })
  await publish(firm.world, book, systemWho, note('text'), { note: '' })
  const rows = await Promise.all(
    Array.from({ length: 12 }, (_, i) =>
      firm.system.create('lead', {
        name: `L${i}`,
        company: '示例公司',
        phone: '13700137000',
        size: '0',
      }),
    ),
  )
  let over = false
  const done = publish(firm.world, book, systemWho, note('integer'), { note: '' }).finally(
    () => (over = true),
  )
  const wrote = new Map<string, string>()
  for (let n = 1; !over; n++) {
    const { id } = rows[n % rows.length]!
    // A writer who began before the switch writes text, one who began after it a number.
    const value = firm.world.app.objects.lead!.fields.size!.kind === 'text' ? String(n) : n
    await firm.system.change('lead', id, { size: value })
    wrote.set(id, String(n))
  }
  await done
  for (const [id, value] of wrote)
    assert.equal(String((await firm.system.get('lead', id)).size), value)
})
