// Who works in the sample company? Forty made-up people in six teams; their titles and addresses say that they are samples.
import type { Who } from '#kernel/permission.ts'
import { sql } from '#kernel/sql.ts'
import type { Asks } from '#server/database/pool.ts'
import { readWho } from '#server/login/who.ts'
import { systemWho } from '#server/world/world.ts'
import type { Hands } from './hands.ts'

export interface Seller {
  readonly who: Who
  readonly boss: Who
  readonly regions: readonly string[]
  /** How well they sell, about 1. */
  readonly skill: number
}

export interface Staff {
  readonly manager: Who
  readonly marketing: readonly Who[]
  readonly sellers: readonly Seller[]
  readonly presales: readonly Who[]
  readonly delivery: readonly Who[]
  readonly finance: readonly Who[]
}

interface Team {
  readonly name: string
  /** Title, roles and how many of them; the first leads the team. */
  readonly posts: readonly (readonly [string, readonly string[], number])[]
}

const teams: readonly Team[] = [
  {
    name: '总经办',
    posts: [
      ['总经理', ['manager'], 1],
      ['副总经理', ['manager'], 1],
      ['经营分析', ['viewer'], 1],
    ],
  },
  {
    name: '市场部',
    posts: [
      ['市场经理', ['marketing'], 1],
      ['市场专员', ['marketing'], 4],
    ],
  },
  {
    name: '销售一部',
    posts: [
      ['销售经理', ['sales_manager', 'sales'], 1],
      ['销售工程师', ['sales'], 10],
    ],
  },
  {
    name: '销售二部',
    posts: [
      ['销售经理', ['sales_manager', 'sales'], 1],
      ['销售工程师', ['sales'], 9],
    ],
  },
  {
    name: '售前交付部',
    posts: [
      ['交付经理', ['delivery', 'presales'], 1],
      ['售前顾问', ['presales'], 3],
      ['项目经理', ['delivery'], 3],
    ],
  },
  {
    name: '财务部',
    posts: [
      ['财务经理', ['finance'], 1],
      ['应收会计', ['finance'], 3],
    ],
  },
]

const surnames = '周吴郑冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛范'
const given =
  '嘉禾，屿宁，砚秋，知夏，临川，若谷，清和，望舒，行简，予安，南乔，书遥，景行，沐阳，言蹊，怀瑾，听澜，云起，子衿，时雨'.split(
    '，',
  )
export const eastern: readonly string[] = [
  '苏州',
  '无锡',
  '常州',
  '南京',
  '杭州',
  '宁波',
  '嘉兴',
  '上海',
  '合肥',
  '南通',
]
export const others: readonly string[] = [
  '东莞',
  '佛山',
  '深圳',
  '广州',
  '武汉',
  '长沙',
  '青岛',
  '济南',
  '天津',
  '成都',
]

/** Hires everybody. Nobody of them can sign in until an administrator gives them a password. */
export async function hire(hands: Hands, tx: Asks, at: number): Promise<Staff> {
  const ids: string[][] = []
  let parent: string | null = null
  let count = 0
  for (const [number, { name, posts }] of teams.entries()) {
    const team: string = await hands.create(systemWho, at, 'team', { name, parent, owner: null })
    parent ??= team
    const members: string[] = []
    for (const [title, roles, size] of posts)
      for (let i = 0; i < size; i++) {
        const email = `sample${String(count + 1).padStart(2, '0')}@example.com`
        const values = {
          name: nameOf(count++),
          email,
          title: `${title}（示例）`,
          team,
          roles,
          active: true,
          language: 'zh',
          owner: null,
        }
        members.push(await hands.create(systemWho, at, 'person', values))
      }
    await hands.change(systemWho, at, 'team', team, { lead: members[0] })
    ids[number] = members
  }
  const all = await Promise.all(
    ids.map((members) => Promise.all(members.map((id) => known(tx, id)))),
  )
  const [office, marketing, first, second, works, finance] = all as [
    Who[],
    Who[],
    Who[],
    Who[],
    Who[],
    Who[],
  ]
  return {
    manager: office[0]!,
    marketing,
    finance,
    sellers: [...sellersOf(first, eastern), ...sellersOf(second, others)],
    presales: works.filter((one) => one.roles.includes('presales')).slice(1),
    delivery: works.filter((one) => one.roles.includes('delivery')),
  }
}

const nameOf = (n: number): string =>
  `${surnames[n % surnames.length]}${given[(n * 7) % given.length]}`

async function known(tx: Asks, id: string): Promise<Who> {
  const who = await readWho(tx, id)
  if (!who) throw new Error(`person ${id} was not hired`)
  return who
}

const sellersOf = ([boss, ...members]: readonly Who[], regions: readonly string[]): Seller[] =>
  members.map((who, i) => ({
    who,
    boss: boss!,
    regions: [regions[i % regions.length]!],
    skill: 0.75 + ((i * 5) % 9) / 16,
  }))

/** The first person who may do everything; null where nobody has signed in yet. */
export async function firstAdmin(tx: Asks): Promise<string | null> {
  const [row] = await tx.query<{ id: string }>(
    sql`select id from person where roles @> array['admin']::text[] and active and removed_at is null and id <> ${systemWho.id}::uuid order by created_at, id limit 1`,
  )
  return row?.id ?? null
}
