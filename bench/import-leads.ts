// How long do 100,000 leads from a workbook take, and how much memory? Limit: 18 s, 200 MB more than before.
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from '#kernel/sql.ts'
import { book } from '#ltc/index.ts'
import { writeTable } from '#server/files/write-table.ts'
import { importTable } from '#server/import/import-table.ts'
import { startPostgres } from '#server/database/embedded.ts'
import { openDatabase } from '#server/database/pool.ts'
import { openWorld } from '#server/records/open-world.ts'
import { systemWho } from '#server/world/world.ts'

const rows = Number(process.argv[2] ?? 100_000)
const folder = await mkdtemp(join(tmpdir(), 'openltc-bench-'))
const file = join(folder, 'leads.xlsx')
const syllables = '云启智联华信达科创远航精工恒泰瑞丰博睿锐捷'

function* leads(): Generator<string[]> {
  for (let i = 0; i < rows; i++) {
    const at = (n: number) => syllables[(i * 7 + n * 13 + (i >> 5)) % syllables.length]!
    yield [
      `示例${at(1)}${i}`,
      `示例${at(2)}${at(3)}${at(4)}${i % 30_000}有限公司`,
      `1380${String(i).padStart(7, '0')}`,
      `s${i}@example.cn`,
      ['展会', '官网', '电话'][i % 3]!,
      String(1000 + i),
      `ext-${i}`,
    ]
  }
}
const headers = ['姓名', '公司', '电话', '邮箱', '线索来源', '预计金额', '外部编号']
await writeTable(
  'xlsx',
  headers.map((header) => ({ header, kind: 'text' as const })),
  leads(),
  file,
)

const postgres = await startPostgres({ dataDir: join(folder, 'postgres') })
const db = openDatabase({ connection: postgres.connection, schema: 'openltc' })
const world = await openWorld(db, 'openltc', book, () => new Date())
await db.query(sql`insert into person (id, name, roles, active, version, created_at, created_by, updated_at, updated_by) values
  (${systemWho.id}::uuid, 'System', '{admin}', true, 1, now(), ${systemWho.id}::uuid, now(), ${systemWho.id}::uuid)`)
/** Seconds of processor that the backends of this database have used (Linux). */
async function serverSeconds(): Promise<number> {
  const pids = await db.query<{ pid: number }>(
    sql`select pid from pg_stat_activity where datname = current_database()`,
  )
  return pids.reduce((sum, { pid }) => {
    const parts = readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ')
    return sum + (Number(parts[13]) + Number(parts[14])) / 100
  }, 0)
}
const before = process.memoryUsage().rss
let most = before
const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 50)
const mapping = {
  key: 'external_id',
  columns: {
    姓名: 'name',
    公司: 'company',
    电话: 'phone',
    邮箱: 'email',
    线索来源: 'source',
    预计金额: 'amount',
    外部编号: 'external_id',
  },
}
const result: Record<string, unknown> = {}
for (const turn of ['first', 'again']) {
  const from = performance.now()
  const server = await serverSeconds()
  const cpu = process.cpuUsage()
  const summary = await importTable(world, systemWho, 'lead', { path: file }, mapping)
  const used = process.cpuUsage(cpu)
  result[turn] = {
    seconds: (performance.now() - from) / 1000,
    processor: used.user / 1e6,
    server: (await serverSeconds()) - server,
    ...summary,
  }
}
clearInterval(watch)
process.stdout.write(
  `${JSON.stringify({ ...result, grown_mb: Math.round((most - before) / 1e6) })}\n`,
)
await db.close()
await postgres.stop()
await rm(folder, { recursive: true })
