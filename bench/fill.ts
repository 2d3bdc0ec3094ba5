// What do the measurements run on? A workspace filled with so many made-up records, the same ones each time.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { uuid7 } from '#server/writing/uuid7.ts'
import { insertMany } from '#server/writing/columns.ts'
import { sealNow } from '#server/seal/seal.ts'
import { sql } from '#kernel/sql.ts'
import type { Values } from '#kernel/object.ts'
import type { World } from '#server/world/world.ts'
import { systemWho } from '#server/world/world.ts'

/**
 * The file that says that the tables in this folder are full. What an older program has filled is thrown away: its
 * tables may no longer be those of this one. Called before the database is started.
 */
export function markOf(folder: string): string {
  const hash = createHash('sha256')
  for (const file of [
    './fill.ts',
    '../kernel/schema/tables.ts',
    '../kernel/schema/difference.ts',
    '../server/database/base.ts',
    '../server/login/tables.ts',
  ])
    hash.update(readFileSync(new URL(file, import.meta.url)))
  const mark = join(folder, `filled-${hash.digest('hex').slice(0, 12)}`)
  if (!existsSync(mark)) rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  return mark
}

/** A small generator of its own (mulberry32), so that every run has the same rows. */
export function generator(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

const cities = [
  '北京',
  '上海',
  '深圳',
  '杭州',
  '苏州',
  '重庆',
  '成都',
  '武汉',
  '常州',
  '无锡',
  '宁波',
  '青岛',
  '东莞',
  '佛山',
  '合肥',
  '长沙',
]
const signs = [
  ...'鑫瑞麒祺华泰恒昌盛达宏远兴业金诚信合天地明德嘉润丰科创智联云启星海川岳峰林森润泽凯旋腾飞龙虎凤翔',
]
const trades = [
  '精密机械',
  '智能装备',
  '电子科技',
  '新材料',
  '自动化',
  '模具',
  '汽车零部件',
  '医疗器械',
  '物流',
  '软件',
]
const endings = ['有限公司', '股份有限公司', '集团有限公司']

export function companyName(random: (below: number) => number): string {
  const own = Array.from({ length: 2 + random(2) }, () => signs[random(signs.length)]!).join('')
  return `${cities[random(cities.length)]!}${own}${trades[random(trades.length)]!}${endings[random(endings.length)]!}`
}

export interface Filled {
  readonly people: readonly string[]
  readonly teams: readonly string[]
  readonly accounts: readonly string[]
}

const common = (at: string, owner: string | null): Values => ({
  version: 1,
  created_at: at,
  created_by: systemWho.id,
  updated_at: at,
  updated_by: systemWho.id,
  owner,
})
const start = Date.UTC(2024, 0, 1)

async function inBatches(
  world: World,
  object: string,
  n: number,
  make: (i: number) => Values,
  tell: (text: string) => void,
): Promise<void> {
  const size = 5000
  const def = world.app.objects[object]!
  for (let from = 0; from < n; from += size) {
    const rows = Array.from({ length: Math.min(size, n - from) }, (_, k) => make(from + k))
    await world.db.query(insertMany(def, rows), { limitMs: 120_000 })
    if ((from / size) % 20 === 19) tell(`${object} ${from + size}`)
  }
}

export interface Crowd {
  readonly people: number
  readonly teams: number
  readonly accounts: number
}

/** 40 people in 16 teams (a leader has 2–3 people: about 6 % of all rows), 10,000 accounts. */
export const few: Crowd = { people: 40, teams: 16, accounts: 10_000 }

export async function fillPeople(world: World, crowd = few): Promise<Filled> {
  const at = new Date(start).toISOString()
  const teams = Array.from({ length: crowd.teams }, (_, i) => ({
    ...common(at, null),
    id: uuid7(start + i),
    name: `团队${i}`,
  }))
  await world.db.query(insertMany(world.app.objects.team!, teams))
  const people = Array.from({ length: crowd.people }, (_, i) => ({
    ...common(at, null),
    id: uuid7(start + 1000 + i),
    name: `销售${i}`,
    email: `seller${i}@example.com`,
    roles: ['sales'],
    team: teams[i % teams.length]!.id,
    active: true,
  }))
  await world.db.query(insertMany(world.app.objects.person!, people))
  const random = generator(7)
  const accounts = Array.from({ length: crowd.accounts }, (_, i) => ({
    ...common(at, people[random(people.length)]!.id),
    id: uuid7(start + 5000 + i),
    number: `A${i}`,
    name: `${companyName(random)}${i}`,
  }))
  for (let i = 0; i < accounts.length; i += 5000)
    await world.db.query(insertMany(world.app.objects.account!, accounts.slice(i, i + 5000)), {
      limitMs: 60_000,
    })
  await world.db.query(
    sql`update team set lead = (select id from person where team = team.id order by id limit 1)`,
  )
  return {
    people: people.map((one) => one.id),
    teams: teams.map((one) => one.id),
    accounts: accounts.map((one) => one.id),
  }
}

export async function fillLeads(
  world: World,
  filled: Filled,
  n: number,
  tell: (text: string) => void,
): Promise<void> {
  const random = generator(11)
  const stages = ['new', 'contacting', 'qualified', 'converted', 'disqualified']
  await inBatches(
    world,
    'lead',
    n,
    (i) => {
      const at = new Date(start + i * 600_000).toISOString()
      return {
        ...common(at, filled.people[random(filled.people.length)]!),
        id: uuid7(start + 100_000 + i * 600),
        number: `LB-${i}`,
        name: `联系人${random(9999)}`,
        company: companyName(random),
        phone: `13${String(100_000_000 + random(899_999_999))}`,
        email: `p${i}@example.com`,
        source: ['website', 'exhibition', 'phone'][random(3)],
        stage: stages[random(5)],
        stage_since: at,
        currency: 'CNY',
        amount: `${random(900_000) + 1000}.00`,
        score: random(100),
      }
    },
    tell,
  )
}

export async function fillOpportunities(
  world: World,
  filled: Filled,
  n: number,
  tell: (text: string) => void,
): Promise<void> {
  const random = generator(13)
  const stages = ['discovery', 'needs', 'solution', 'quoting', 'negotiation', 'won', 'lost']
  await inBatches(
    world,
    'opportunity',
    n,
    (i) => {
      const at = new Date(start + i * 60_000).toISOString()
      return {
        ...common(at, filled.people[random(filled.people.length)]!),
        id: uuid7(start + 10_000_000 + i * 60),
        number: `OB-${i}`,
        name: `${companyName(random)}项目`,
        account: filled.accounts[random(filled.accounts.length)],
        stage: stages[random(7)],
        stage_since: at,
        currency: 'CNY',
        amount: `${random(9_000_000) + 1000}.${10 + random(89)}`,
        probability: '50',
        close_date: new Date(start + random(1000) * 86_400_000).toISOString().slice(0, 10),
      }
    },
    tell,
  )
}

/** Log rows of a busy two years: three for each opportunity. */
export async function fillEvents(world: World, n: number, dataFolder: string): Promise<void> {
  await world.db.query(
    sql`insert into event (at, who, deed, cause, object, record, version, model_version, changes)
    select t.created_at + make_interval(hours => k), t.created_by, 'change', 'person', 'opportunity', t.id, k, 1, '{"amount":["1.00","2.00"]}'::json
    from (select id, created_at, created_by from opportunity order by id limit ${Math.ceil(n / 3)}::bigint) t cross join generate_series(1, 3) k`,
    { limitMs: 600_000 },
  )
  // A company that has come so far has sealed its past minute by minute, not in one go on the day of the measurement.
  await sealNow(world, dataFolder, { rest: 0 })
}
