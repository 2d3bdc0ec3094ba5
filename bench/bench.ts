// How fast is it, against the limit of the same PostgreSQL? `npm run bench` prints docs/bench.md's table.
import { type ChildProcess, execFileSync, fork, spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import type { Ask } from '#kernel/query/ask.ts'
import { plan } from '#kernel/query/plan.ts'
import { printList } from '#kernel/query/print.ts'
import { permit } from '#kernel/query/view.ts'
import { compile, ident, sql } from '#kernel/sql.ts'
import { book } from '#ltc/index.ts'
import { startPostgres } from '#server/database/embedded.ts'
import { openDatabase, type ConnectionSettings } from '#server/database/pool.ts'
import { createKey } from '#server/login/keys.ts'
import { createPerson } from '#server/login/people.ts'
import { ensureSystemPerson } from '#server/login/setup.ts'
import { readWho } from '#server/login/who.ts'
import { follow } from '#server/model/publish.ts'
import { insertOf } from '#server/records/columns.ts'
import { openWorld } from '#server/records/open-world.ts'
import { uuid7 } from '#server/records/uuid7.ts'
import { circumstances, systemWho } from '#server/records/world.ts'
import { fillEvents, fillLeads, fillOpportunities, fillPeople, markOf } from './fill.ts'
import { serverFlags } from '#tools/node-flags.mjs'
import { median, type Rate } from './workload.ts'

const small = process.argv.includes('--small')
const sizes = small
  ? { leads: 20_000, opportunities: 50_000, events: 50_000 }
  : { leads: 100_000, opportunities: 1_000_000, events: 3_000_000 }
const seconds = small ? 1 : 3
const rounds = 3
const root = fileURLToPath(new URL('..', import.meta.url))
const folder = join(root, '.cache', `bench-${sizes.opportunities}`)
const port = 3977
const tell = (text: string): void => void process.stderr.write(`${text}\n`)
const rows: { work: string; ratio: string; bar: string; figures: string }[] = []

const child = (file: string, job: unknown): Promise<Rate> =>
  new Promise((resolve, reject) => {
    const process = fork(new URL(file, import.meta.url), {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    process.once('message', (result) => {
      resolve(result as Rate)
      process.disconnect()
    })
    process.once('error', reject)
    process.send(job as object)
  })

const whole = (n: number): string => Math.round(n).toLocaleString('en')
const percent = (n: number): string => `${(n * 100).toFixed(0)} %`
const show = (rate: Rate): string =>
  `${whole(rate.perSecond)}/s, p50 ${rate.p50.toFixed(1)} ms, p99 ${rate.p99.toFixed(1)} ms${rate.errors ? `, ${rate.errors} ERRORS` : ''}`
const middle = (list: readonly Rate[]): Rate =>
  [...list].sort((a, b) => a.perSecond - b.perSecond)[list.length >> 1]!

/** Ours and theirs in turn, so that the machine's moods hit both. */
async function pair(
  work: string,
  bar: string,
  ours: () => Promise<Rate>,
  raw: () => Promise<Rate>,
): Promise<void> {
  const [a, b]: [Rate[], Rate[]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    b.push(await raw())
    a.push(await ours())
  }
  const ratio = median(a.map((one, i) => one.perSecond / b[i]!.perSecond))
  rows.push({
    work,
    ratio: percent(ratio),
    bar,
    figures: `${show(middle(a))}; raw ${whole(middle(b).perSecond)}/s`,
  })
  tell(`${work}: ${percent(ratio)} (${show(middle(a))}; raw ${show(middle(b))})`)
}

const mark = markOf(folder)
const postgres = await startPostgres({ dataDir: join(folder, 'postgres') })
const db = openDatabase({ connection: postgres.connection, schema: 'openltc' })
const world = await openWorld(db, 'openltc', book, () => new Date())
await ensureSystemPerson(world)
if (!existsSync(mark)) {
  tell('filling the tables…')
  const filled = await fillPeople(world)
  await fillLeads(world, filled, sizes.leads, tell)
  await fillOpportunities(world, filled, sizes.opportunities, tell)
  await fillEvents(world, sizes.events)
  writeFileSync(mark, '')
}
await db.query(sql`vacuum analyze`, { limitMs: 600_000 })
if (process.argv.includes('--fill')) {
  await db.close()
  await postgres.stop()
  process.exit(0)
}
const server = await startServer()
const admin = await createPerson(
  world,
  {
    name: 'bench',
    email: `bench${Date.now()}@example.com`,
    roles: ['admin'],
    password: 'Bench-only-4711',
  },
  systemWho,
)
const [leader] = await db.query<{ id: string }>(
  sql`select lead as id from team where lead is not null order by id limit 1`,
)
const adminKey = await createKey(db, admin, 'bench', { now: new Date() })
const leaderKey = await createKey(db, leader!.id, 'bench', { now: new Date() })
const adminWho = (await readWho(db, admin))!

const connection = postgres.connection
try {
  await reads(connection)
  // Before the writes: afterwards the newest leads are all of one company, which no list of 100,000 names is.
  await searches()
  await writes(connection)
  await groups(connection)
  await fieldUnderLoad()
  await customField()
} finally {
  server.kill('SIGTERM')
  await new Promise((resolve) => server.once('exit', resolve))
}
importLeads()
await starts()
bundle()
await db.close()
await postgres.stop()
const table = [
  '| work | ours / raw | bar | figures |',
  '|---|---|---|---|',
  ...rows.map((row) => `| ${row.work} | ${row.ratio} | ${row.bar} | ${row.figures} |`),
].join('\n')
process.stdout.write(
  `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, everything on one machine; ${whole(sizes.leads)} leads, ${whole(sizes.opportunities)} opportunities, ${whole(sizes.events)} events\n\n${table}\n`,
)
process.exit(0)

async function startServer(): Promise<ChildProcess> {
  const process_ = spawn(process.execPath, [...serverFlags, join(root, 'server/main.ts')], {
    env: { ...process.env, PORT: String(port), DATA_DIR: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise<void>((resolve, reject) => {
    process_.stdout.once('data', () => resolve())
    process_.once('exit', (code) => reject(new Error(`the server ended with ${code}`)))
  })
  return process_
}

function statement(ask: Ask): { text: string; values: unknown[] } {
  return compile(printList(plan(permit(world.app, adminWho), ask), circumstances(world, adminWho)))
}

async function reads(connection: ConnectionSettings): Promise<void> {
  const ids = (
    await db.query<{ id: string }>(sql`select id from opportunity tablesample system (1) limit 500`)
  ).map((row) => row.id)
  const raw = (statements: { text: string; values: unknown[] }[]) => () =>
    child('./raw-client.ts', {
      connection,
      schema: 'openltc',
      text: statements[0]!.text,
      values: statements.map((one) => one.values),
      callers: 16,
      seconds,
    })
  const http = (paths: string[], key: string) => () =>
    child('./http-client.ts', {
      port,
      key,
      calls: paths.map((path) => ({ method: 'GET', path })),
      callers: 16,
      seconds,
    })
  await pair(
    'get one of 1,000,000',
    '≥ 40 %, p99 ≤ 15 ms',
    http(
      ids.map((id) => `/api/v1/opportunity/${id}`),
      adminKey,
    ),
    raw(ids.map((id) => statement({ from: 'opportunity', ids: [id], limit: 1, children: true }))),
  )
  const stages = ['discovery', 'needs', 'solution', 'quoting']
  const filter = (stage: string): string => `stage = "${stage}"`
  const list = (select?: string[]): Ask[] =>
    stages.map((stage) => ({
      from: 'opportunity',
      where: filter(stage),
      sort: '-id',
      ...(select ? { select } : {}),
    }))
  const path = (stage: string, more = ''): string =>
    `/api/v1/opportunity?filter=${encodeURIComponent(filter(stage))}&sort=-id${more}`
  await pair(
    'list 50 of 1,000,000, filter + sort',
    '≥ 40 %, p99 ≤ 15 ms',
    http(
      stages.map((stage) => path(stage)),
      adminKey,
    ),
    raw(list().map((ask) => statement(ask))),
  )
  await pair(
    'the same list as the weakest role (6 % of the rows), against the unrestricted one',
    '≥ 50 %',
    http(
      stages.map((stage) => path(stage)),
      leaderKey,
    ),
    http(
      stages.map((stage) => path(stage)),
      adminKey,
    ),
  )
  const joined = [
    'id',
    'number',
    'name',
    'stage',
    'amount',
    'close_date',
    'owner.name',
    'account.name',
  ]
  await pair(
    'list with owner and account names',
    '≥ 35 %',
    http(
      stages.map((stage) => path(stage, `&select=${joined.join(',')}`)),
      adminKey,
    ),
    raw(list(joined).map((ask) => statement(ask))),
  )
}

async function writes(connection: ConnectionSettings): Promise<void> {
  const object = world.app.objects.lead!
  const at = new Date().toISOString()
  const values = Array.from({ length: 20_000 }, (_, i) =>
    compile(
      insertOf(object, {
        id: uuid7(Date.now() + 5_000_000),
        version: 1,
        created_at: at,
        created_by: admin,
        updated_at: at,
        updated_by: admin,
        owner: admin,
        number: `RAW${Date.now()}-${Math.random()}-${i}`,
        name: `联系人${i}`,
        company: `苏州鑫瑞精密机械有限公司${i}`,
        phone: `139${String(10_000_000 + i)}`,
        email: `raw${i}@example.com`,
        source: 'website',
        stage: 'new',
        stage_since: at,
        currency: 'CNY',
      }),
    ),
  )
  const raw = () => {
    const fresh = values.map((one) => ({
      ...one,
      values: one.values.map((value, k) =>
        k === 0
          ? uuid7(Date.now() + 9_000_000)
          : typeof value === 'string' && value.startsWith('RAW')
            ? `RAW${Math.random()}`
            : value,
      ),
    }))
    return child('./raw-client.ts', {
      connection,
      schema: 'openltc',
      text: values[0]!.text,
      values: fresh.map((one) => one.values),
      callers: 16,
      seconds: Math.min(seconds, 2),
    })
  }
  const lead = JSON.stringify({
    name: '联系人#',
    company: '苏州鑫瑞精密机械有限公司#',
    phone: '13912345678',
    email: 'lead#@example.com',
    source: 'website',
  })
  await pair(
    'create lead',
    '≥ 25 %, ≥ 2,000/s',
    () =>
      child('./http-client.ts', {
        port,
        key: adminKey,
        calls: [{ method: 'POST', path: '/api/v1/lead', body: lead }],
        callers: 16,
        seconds,
        unique: true,
      }),
    raw,
  )
  const ids = (
    await db.query<{ id: string }>(sql`select id from lead tablesample system (2) limit 1000`)
  ).map((row) => row.id)
  await pair(
    'update lead',
    '≥ 25 %, ≥ 2,000/s',
    () =>
      child('./http-client.ts', {
        port,
        key: adminKey,
        calls: ids.map((id) => ({
          method: 'PATCH',
          path: `/api/v1/lead/${id}`,
          body: JSON.stringify({ title: '职位#' }),
        })),
        callers: 16,
        seconds,
        unique: true,
      }),
    () =>
      child('./raw-client.ts', {
        connection,
        schema: 'openltc',
        text: 'update lead set title = $1, version = version + 1, updated_at = now() where id = $2',
        values: ids.map((id, i) => [`职位${i}`, id]),
        callers: 16,
        seconds,
      }),
  )
}

async function searches(): Promise<void> {
  for (const [object, bar] of [
    ['lead', 'p99 ≤ 30 ms'],
    ['opportunity', 'p99 ≤ 100 ms'],
  ] as const) {
    const words = [
      '鑫瑞',
      '麒祺',
      '苏州鑫',
      '华',
      '智能装备',
      '瑞科',
      '云启星',
      '兴业金诚',
      '深圳',
      '没有此名',
    ]
    const got = await child('./http-client.ts', {
      port,
      key: adminKey,
      calls: words.map((word) => ({
        method: 'GET',
        path: `/api/v1/${object}?search=${encodeURIComponent(word)}&select=id,name`,
      })),
      callers: 4,
      seconds,
    })
    rows.push({
      work: `search in Chinese names over ${whole(object === 'lead' ? sizes.leads : sizes.opportunities)}, 4 clients`,
      ratio: '–',
      bar,
      figures: show(got),
    })
    tell(`search ${object}: ${show(got)}`)
  }
}

async function groups(connection: ConnectionSettings): Promise<void> {
  const ask = {
    from: 'opportunity',
    by: ['stage'],
    measure: { n: 'count()', total: 'sum(amount)' },
  }
  const [ours, raw]: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    const r = await child('./raw-client.ts', {
      connection,
      schema: 'openltc',
      text: 'select stage, count(*), sum(amount) from opportunity where removed_at is null group by stage',
      values: [[]],
      callers: 1,
      seconds,
    })
    const o = await child('./http-client.ts', {
      port,
      key: adminKey,
      calls: [{ method: 'POST', path: '/api/v1/query', body: JSON.stringify(ask) }],
      callers: 1,
      seconds,
    })
    raw.push(r.p50)
    ours.push(o.p50)
  }
  rows.push({
    work: `group by stage with sums over ${whole(sizes.opportunities)}`,
    ratio: `${(median(ours) / median(raw)).toFixed(2)} × raw`,
    bar: '≤ 1.3 × raw',
    figures: `${median(ours).toFixed(0)} ms; raw ${median(raw).toFixed(0)} ms`,
  })
  tell(`group by: ${(median(ours) / median(raw)).toFixed(2)} ×`)
}

/** A field with a default on a million rows while 8 clients write: the longest that one of them waited. */
async function fieldUnderLoad(): Promise<void> {
  const ids = (
    await db.query<{ id: string }>(
      sql`select id from opportunity tablesample system (1) limit 1000`,
    )
  ).map((row) => row.id)
  const load = child('./http-client.ts', {
    port,
    key: adminKey,
    calls: ids.map((id) => ({
      method: 'PATCH',
      path: `/api/v1/opportunity/${id}`,
      body: JSON.stringify({ name: '项目#' }),
    })),
    callers: 8,
    seconds: 6,
    unique: true,
  })
  await new Promise((resolve) => setTimeout(resolve, 1500))
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/model/objects/opportunity/fields`, {
    method: 'POST',
    headers: { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      name: `bench_${Date.now()}`,
      kind: 'text',
      label: '新字段',
      default: '"甲"',
      index: true,
    }),
  })
  const rate = await load
  rows.push({
    work: `add a custom field with a default and an index on ${whole(sizes.opportunities)} rows under 8 writers`,
    ratio: '–',
    bar: 'writers blocked ≤ 1 s',
    figures: `publish ${answer.status}; ${show(rate)}`,
  })
  tell(`field under load: ${answer.status} ${show(rate)}`)
}

/** A field of the company against a standard one with the same values and the same index: list, filter and sort by either. */
async function customField(): Promise<void> {
  const send = (method: string, path: string, body?: unknown): Promise<Response> =>
    fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
  const name = `expected_${Date.now()}`
  const added = await send('POST', '/api/v1/model/objects/opportunity/fields', {
    name,
    kind: 'date',
    label: '期望日',
    index: true,
  })
  if (!added.ok) throw new Error(`the field was answered with ${added.status}`)
  await follow(world, book)
  const column = world.app.objects.opportunity!.fields[name]!.column ?? name
  await db.query(sql`update opportunity set ${ident(column)} = close_date`, { limitMs: 600_000 })
  await db.query(sql`vacuum analyze opportunity`, { limitMs: 600_000 })
  const path = (field: string): string[] =>
    ['2024-09-01', '2025-03-01', '2025-09-01', '2026-03-01'].map(
      (day) =>
        `/api/v1/opportunity?filter=${encodeURIComponent(`${field} < "${day}"`)}&sort=-${field}&select=id,number,name,${field}`,
    )
  const http = (field: string) => () =>
    child('./http-client.ts', {
      port,
      key: adminKey,
      calls: path(field).map((one) => ({ method: 'GET', path: one })),
      callers: 16,
      seconds,
    })
  await pair(
    'list 50, filtered and sorted by a custom date field, against the standard one',
    '≥ 90 %',
    http(name),
    http('close_date'),
  )
}

/** In a process of its own, with the flags of the server, on a database of its own. */
function importLeads(): void {
  const n = small ? 10_000 : 100_000
  const text = execFileSync(
    process.execPath,
    [...serverFlags, join(root, 'bench/import-leads.ts'), String(n)],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const { first, again, grown_mb } = JSON.parse(text) as {
    first: { seconds: number; created: number }
    again: { seconds: number; unchanged: number }
    grown_mb: number
  }
  rows.push({
    work: `import ${whole(n)} leads from XLSX with validation, duplicates, events`,
    ratio: '–',
    bar: '≤ 18 s, ≤ 200 MB',
    figures: `${first.seconds.toFixed(1)} s for ${whole(first.created)} new, ${again.seconds.toFixed(1)} s for the same file again (${whole(again.unchanged)} unchanged), memory + ${grown_mb} MB`,
  })
  tell(`import: ${first.seconds.toFixed(1)} s, + ${grown_mb} MB`)
}

async function starts(): Promise<void> {
  const empty = join(root, '.cache', 'bench-start')
  rmSync(empty, { recursive: true, force: true })
  for (const [work, bar] of [
    ['cold start, installed, empty data folder', '≤ 15 s'],
    ['warm start', '≤ 4 s'],
  ] as const) {
    const from = performance.now()
    const it = spawn(process.execPath, [join(root, 'tools/run.mjs'), 'server/main.ts'], {
      cwd: root,
      env: {
        ...process.env,
        PORT: String(port + 1),
        DATA_DIR: empty,
        ADMIN_EMAIL: 'a@example.com',
        ADMIN_PASSWORD: 'Bench-only-4711',
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    for (;;) {
      const up = await fetch(`http://127.0.0.1:${port + 1}/api/health`).then(
        (answer) => answer.ok,
        () => false,
      )
      if (up) break
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    const took = (performance.now() - from) / 1000
    await new Promise((resolve) => setTimeout(resolve, 3000))
    rows.push({ work, ratio: '–', bar, figures: `${took.toFixed(1)} s` })
    if (work === 'warm start')
      rows.push({
        work: 'idle memory of the server process',
        ratio: '–',
        bar: '≤ 150 MB',
        figures: `${memoryOf(it.pid!)} MB`,
      })
    it.kill('SIGTERM')
    await new Promise((resolve) => it.once('exit', resolve))
  }
}

/** Resident memory of the newest process in the group of the launcher, MB. */
function memoryOf(launcher: number): number {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  const of = (pid: string, key: string): number =>
    Number(
      new RegExp(`${key}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0,
    )
  const children = pids.filter(
    (pid) => existsSync(`/proc/${pid}/status`) && of(pid, 'PPid') === launcher,
  )
  return Math.round(of(children[0] ?? String(launcher), 'VmRSS') / 1024)
}

/** Gzipped JavaScript that a cold visitor loads: what the index names, for the page of sign-in. */
function bundle(): void {
  const web = join(root, 'dist/web')
  if (!existsSync(web)) return
  const html = readFileSync(join(web, 'index.html'), 'utf8')
  const named = [...html.matchAll(/assets\/[\w.-]+\.js/g)].map((match) => match[0])
  const size = [...new Set(named)].reduce(
    (sum, name) => sum + gzipSync(readFileSync(join(web, name)), { level: 9 }).length,
    0,
  )
  rows.push({
    work: 'gzip JS named by the index page',
    ratio: '–',
    bar: 'sign-in ≤ 290 kB',
    figures: `${Math.round(size / 1000)} kB`,
  })
}
