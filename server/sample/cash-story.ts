// How does the money of one invoice come to the sample company? In time or late, whole or in parts, at times after a dispute.
import type { Row } from '#kernel/object.ts'
import type { Who } from '#kernel/permission.ts'
import type { Chance } from './chance.ts'
import type { Deal, Play } from './play.ts'
import type { Story } from './timeline.ts'
import { day, soon, workday } from './working-hours.ts'

export type Payer = 'prompt' | 'slow' | 'bad'
export const payerOf = (chance: Chance): Payer => chance.weighted({ prompt: 64, slow: 27, bad: 9 })

/** Days after the due date, from and to; companies pay a first part sooner. */
const habits: Readonly<Record<Payer, readonly [number, number]>> = {
  prompt: [-14, 4],
  slow: [5, 42],
  bad: [35, 130],
}
const chasing = [
  '电话催款，对方称正在走付款流程',
  '发送对账单',
  '上门催收，约定下周付款',
  '财务对接，等待审批',
]
const disputes = ['客户对验收数量有异议', '客户要求扣除运输损坏部分', '客户称发票抬头与合同不一致']

interface Bill {
  readonly at: number
  readonly invoice: string
  readonly part: number
  readonly case: Case
}

/** What one contract's invoices have in common. */
export interface Case {
  readonly contract: string
  readonly payer: Payer
  /** Invoices that are paid or let go, of so many. */
  settled: number
  parts: number
  credited: boolean
}

export async function* cashStory(
  play: Play,
  deal: Deal,
  { at: issued, invoice, part, case: file }: Bill,
): Story {
  const { hands } = play
  const { account, seller } = deal
  const chance = play.chance('cash', deal.name, part)
  const who = chance.pick(play.staff.finance)
  const due = issued + 30 * day
  const [from, to] = habits[part === 1 && file.payer !== 'bad' ? 'prompt' : file.payer]
  let at = workday(due, chance.between(from, to), chance)
  let left = cents((await play.read('invoice', invoice)).gross)

  let heard = issued
  if (part === 2 && chance.happens(0.05)) {
    const moment = workday(issued, chance.between(6, 18), chance)
    at = Math.max(at, workday(moment, chance.between(10, 30), chance))
    yield moment
    await hands.create(who, moment, 'activity', {
      kind: 'note',
      subject: `争议：${chance.pick(disputes)}`,
      invoice,
      account,
      done_at: new Date(moment).toISOString(),
    })
    heard = moment
    if (chance.happens(0.6)) {
      const note = workday(moment, chance.between(3, 9), chance)
      at = Math.max(at, soon(note, chance))
      heard = note
      yield note
      const lines = ((await play.read('invoice', invoice)).lines as Row[])
        .slice(0, 1)
        .map((line) => ({ line: line.id, quantity: '0.04' }))
      await hands.act(who, note, 'invoice', invoice, 'credit', {
        lines,
        reason: '运输损坏部分协商减让',
      })
      file.credited = true
      left = cents((await play.read('invoice', invoice)).balance)
    }
  }
  if (at - Math.max(due, heard) > 12 * day) {
    const call = workday(Math.max(due, heard), chance.between(3, 9), chance)
    yield call
    await hands.create(who, call, 'activity', {
      kind: 'call',
      dunning: 'reminder',
      subject: chance.pick(chasing),
      invoice,
      account,
      done_at: new Date(call).toISOString(),
    })
    if (at - call > 30 * day) {
      const visit = workday(call, chance.between(12, 25), chance)
      yield visit
      await hands.create(seller.who, visit, 'activity', {
        kind: 'visit',
        dunning: 'first',
        subject: chance.pick(chasing),
        invoice,
        account,
        done_at: new Date(visit).toISOString(),
      })
    }
  }
  if (file.payer === 'bad' && part === 3 && chance.happens(0.4)) {
    at = yield* neverPaid(play, { who, at, invoice }, chance)
    yield* maybeDone(play, deal, file, at, chance)
    return
  }
  const parts =
    part > 1 && chance.happens(file.payer === 'prompt' ? 0.08 : 0.28)
      ? [chance.between(0.4, 0.7), 1]
      : [1]
  for (const [i, share] of parts.entries()) {
    if (i > 0) at = workday(at, chance.between(15, 50), chance)
    yield at
    // Some banks keep a fee of a few yuan; finance lets the difference go.
    const fee = share === 1 && chance.happens(0.03) ? chance.whole(100, 900) : 0
    const amount = share === 1 ? left - fee : Math.round((left * share) / 1_000_000) * 1_000_000
    if (amount <= 0) continue
    left -= amount
    at = yield* paid(play, { who, at, account, invoice, amount }, chance)
    if (fee === 0) continue
    at = soon(at, chance)
    yield at
    await hands.act(who, at, 'invoice', invoice, 'write_off', {
      kind: 'difference',
      reason: '银行手续费差额',
    })
  }
  yield* maybeDone(play, deal, file, at, chance)
}

/** When all of its invoices are settled a contract is done; one with a credit note was never billed whole. */
async function* maybeDone(
  play: Play,
  { seller }: Deal,
  file: Case,
  from: number,
  chance: Chance,
): Story {
  file.settled++
  if (file.settled < file.parts || file.credited) return
  const at = workday(from, chance.between(1, 9), chance)
  yield at
  await play.hands.act(seller.who, at, 'contract', file.contract, 'complete')
}

/** A year's warranty money that a customer keeps: after long chasing it is let go, with the manager's yes. */
async function* neverPaid(
  play: Play,
  { who, at: from, invoice }: { who: Who; at: number; invoice: string },
  chance: Chance,
): AsyncGenerator<number, number> {
  let at = workday(from, chance.between(20, 60), chance)
  yield at
  const asked = await play.hands.act(who, at, 'invoice', invoice, 'write_off', {
    kind: 'bad_debt',
    reason: '客户以质量问题拒付质保金，多次催收无果',
  })
  at = workday(at, chance.between(1, 5), chance)
  yield at
  await play.hands.act(play.staff.manager, at, 'write_off', String(asked.write_off), 'approve', {
    comment: '同意核减',
  })
  return at
}

/** The bank tells it in the morning, finance puts it to the invoice a little later; some pay too much by mistake. */
async function* paid(
  play: Play,
  {
    who,
    at: from,
    account,
    invoice,
    amount,
  }: { who: Who; at: number; account: string; invoice: string; amount: number },
  chance: Chance,
): AsyncGenerator<number, number> {
  const { hands } = play
  let at = from
  const over = chance.happens(0.012) ? 100_000 : 0
  const payment = await hands.create(who, at, 'payment', {
    account,
    amount: yuan(amount + over),
    received_on: play.date(at),
    method: chance.weighted({ bank: 72, draft: 22, cheque: 6 }),
    reference: `SAMPLE${play.date(at).replaceAll('-', '')}${chance.whole(1000, 9999)}`,
  })
  at = chance.happens(0.75) ? soon(at, chance) : workday(at, chance.between(1, 3), chance)
  yield at
  await hands.act(who, at, 'payment', payment, 'allocate', {
    allocations: [{ invoice, amount: yuan(amount) }],
  })
  if (over && chance.happens(0.6)) {
    at = workday(at, chance.between(5, 15), chance)
    yield at
    await hands.act(who, at, 'payment', payment, 'refund', {
      amount: yuan(over),
      reason: '多付款退回',
    })
  }
  return at
}

// Whole cents: sums of sample amounts stay far below 2^53.
const cents = (amount: unknown): number => Math.round(Number(amount) * 100)
const yuan = (amount: number): string => (amount / 100).toFixed(2)
