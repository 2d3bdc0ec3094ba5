// What else have the running contracts of the sample company promised, and which of their papers wait for a seal?
import type { Row, Values } from '#kernel/object.ts'
import { sql } from '#kernel/sql.ts'
import type { Asks } from '#server/database/pool.ts'
import type { Chance } from './chance.ts'
import type { Play } from './play.ts'
import { day } from './working-hours.ts'

/** What contracts over goods promise here, on both sides. */
const promises: readonly Values[] = [
  { name: '提交设备布置图与基础图', from: 'starts', days: 10 },
  { name: '确认试切件图纸', side: 'customer', from: 'starts', days: 25 },
  { name: '场地、水电与压缩空气就绪', side: 'customer', from: 'starts', days: 40 },
  { name: '操作与维护培训', from: 'starts', days: 72 },
  { name: '移交随机资料与合格证', from: 'starts', days: 80, needs_evidence: true },
]

interface Running {
  readonly id: string
  readonly owner: string
}

/** At the end of the two years: the newest contracts have their list, most of what is past is done, some of it is not. */
export async function promiseStory(play: Play, asks: Asks): Promise<void> {
  const { hands, staff, end } = play
  const chance = play.chance('promises')
  await hands.create(staff.manager, end, 'obligation_template', {
    name: '设备销售标准履约清单（示例）',
    contract_kind: 'sale',
    lines: promises,
  })
  const running = await asks.query<Running>(
    sql`select id::text as id, owner::text as owner from contract where stage = 'active' and removed_at is null order by starts_on desc, id limit 30`,
  )
  for (const { id } of running) {
    await hands.act(staff.manager, end, 'contract', id, 'add_obligations')
    await keep(play, asks, id, chance)
  }
  await sealStory(play, asks, chance)
  await clauseStory(play, asks)
}

async function keep(play: Play, asks: Asks, contract: string, chance: Chance): Promise<void> {
  const { hands, staff, end } = play
  const today = play.date(end)
  const past = await asks.query<{ id: string; due_on: string }>(
    sql`select id::text as id, due_on::text as due_on from obligation where contract = ${contract}::uuid and due_on < ${today}::date and not needs_evidence order by due_on, id`,
  )
  for (const { id, due_on } of past) {
    if (chance.happens(0.14)) continue
    const done = play.date(Date.parse(due_on) + chance.between(-4, 3) * day)
    await hands.act(staff.manager, end, 'obligation', id, 'complete', {
      done_on: done > today ? today : done,
      result: '双方已确认（示例）',
    })
  }
}

/** Of the newest contracts: some asked for, some approved, some sealed with the scan to come. */
async function sealStory(play: Play, asks: Asks, chance: Chance): Promise<void> {
  const { hands, staff, end } = play
  const papers = await asks.query<{ id: string; owner: string }>(
    sql`select id::text as id, owner::text as owner from contract where stage in ('draft', 'signed', 'active') and removed_at is null order by created_at desc, id limit 12`,
  )
  const sellers = new Map(staff.sellers.map((one) => [one.who.id, one]))
  for (const [at, { id, owner }] of papers.entries()) {
    const seller = sellers.get(owner)
    if (!seller) continue
    const { seal_request } = await hands.act(
      seller.who,
      end,
      'contract',
      id,
      'create_seal_request',
      {
        copies: chance.pick([2, 4]),
        purpose: '双方签署（示例）',
      },
    )
    const request = String(seal_request)
    if (at % 6 === 0) continue
    await hands.act(seller.who, end, 'seal_request', request, 'submit')
    if (at % 3 === 1) continue
    const { stage } = await hands.act(seller.boss, end, 'seal_request', request, 'approve')
    if (stage === 'in_approval')
      await hands.act(staff.manager, end, 'seal_request', request, 'approve')
    if (at % 3 === 2) continue
    await hands.act(staff.manager, end, 'seal_request', request, 'seal', {
      keeper: staff.finance[0]!.id,
      kept_at: `档案柜 A-${at + 1}（示例）`,
      let_pass: '原件已归档，扫描件后补（示例）',
    })
  }
}

const clauses: readonly Values[] = [
  {
    name: '质量保证',
    text: '自验收合格之日起质保十二个月；质保期内非人为损坏，卖方免费维修或更换。（示例）',
    fallback: '自验收合格之日起质保十八个月；质保期内非人为损坏，卖方免费维修或更换。（示例）',
  },
  {
    name: '逾期付款',
    text: '买方逾期付款的，每日按逾期金额的万分之五支付违约金，累计不超过合同金额的百分之五。（示例）',
  },
  { name: '争议解决', text: '因本合同发生的争议，提交卖方所在地人民法院诉讼解决。（示例）' },
]

/** The library, and the newest draft with its clauses, one of them worded otherwise. */
async function clauseStory({ hands, staff, end, read }: Play, asks: Asks): Promise<void> {
  for (const [at, one] of clauses.entries())
    await hands.create(staff.manager, end, 'clause', { ...one, sequence: at + 1 })
  const drafts = await asks.query<{ id: string }>(
    sql`select id::text as id from contract where stage = 'draft' and removed_at is null order by created_at desc, id limit 3`,
  )
  for (const [at, { id }] of drafts.entries()) {
    await hands.act(staff.manager, end, 'contract', id, 'add_clauses')
    if (at > 0) continue
    const rows = (await read('contract', id)).clauses as Row[]
    await hands.change(staff.manager, end, 'contract', id, {
      clauses: rows.map((row) =>
        row.name === '争议解决'
          ? { id: row.id, text: '因本合同发生的争议，提交买方所在地仲裁委员会仲裁。（示例）' }
          : { id: row.id },
      ),
    })
  }
}
