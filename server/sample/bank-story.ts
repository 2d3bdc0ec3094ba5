// What does the bank statement of the last days say? Money that waits to be booked, and some that was booked this morning.
import { exact } from '#kernel/money/exact.ts'
import { minus, sum } from '#kernel/money/sum.ts'
import { sql } from '#kernel/sql.ts'
import type { Asks } from '#server/database/pool.ts'
import type { Chance } from './chance.ts'
import type { Play } from './play.ts'
import { day } from './working-hours.ts'

interface Open {
  readonly id: string
  readonly number: string
  readonly account: string
  readonly name: string
  readonly contract: string | null
  readonly balance: string
}

/** Whatever is still open when the two years are over is asked of the rows; stories that would pay it lie in the future. */
export async function bankStory(play: Play, asks: Asks): Promise<void> {
  const chance = play.chance('bank')
  const open = await openInvoices(play, asks)
  const byAccount = Map.groupBy(open, (one) => one.account)
  const alone = [...byAccount.values()].filter((all) => all.length === 1).map(([one]) => one!)
  const several = [...byAccount.values()].filter((all) => all.length > 1)
  const write = writer(play, chance)
  const next = (): Open | undefined => alone.shift()
  const booked = [next(), next()]
  for (const one of booked) if (one) await write.book(await write.line(3, payerOf(one), one), one)
  const [group, tied, part] = several
  const lines: readonly (() => Promise<unknown>)[] = [
    ...[next(), next(), next()].map(
      (one) => async () => one && write.line(2, payerOf(one), { ...one, remark: '货款' }),
    ),
    ...[next(), next()].map(
      (one) => async () =>
        one && write.line(1, payerOf(one), { ...one, remark: `付${one.number}` }),
    ),
    async () => {
      const one = next()
      if (one) await write.line(1, person, { ...one, remark: `代付 ${one.contract ?? ''}` })
    },
    async () => {
      const two = group?.slice(0, 2)
      const balance =
        two &&
        sum(
          two.map((one) => one.balance),
          'CNY',
        )
      if (two && balance) await write.line(2, payerOf(two[0]!), { balance, remark: '设备款' })
    },
    async () => {
      const [one] = tied ?? []
      const balance = one && exact(one.balance).times('0.5').toFixed(2)
      if (one && balance) await write.line(1, payerOf(one), { balance, remark: '部分货款' })
    },
    async () => {
      const [one] = part ?? []
      const balance = one && sum([one.balance, '5000'], 'CNY')
      if (one && balance) await write.line(1, payerOf(one), { balance, remark: one.number })
    },
    async () => write.line(2, stranger, { balance: '86400.00', remark: '预付款' }),
    async () => write.line(1, bank, { balance: '1327.46', remark: '结息' }),
    async () => {
      const one = booked[0]
      if (one) await write.line(1, payerOf(one), { balance: '30000.00', remark: '新订单定金' })
    },
  ]
  for (const line of lines) await line()
}

const person = { name: '示例付款人', number: '6217000000000000001' }
const stranger = { name: '远帆贸易有限公司（示例）', number: '6217000000000000002' }
const bank = { name: '示例银行', number: null }
type Payer = { readonly name: string; readonly number: string | null }
const payerOf = (one: Open): Payer => ({
  name: one.name,
  number: `62170001${[...one.number].filter((mark) => /\d/.test(mark)).join('')}`,
})

interface Money {
  readonly balance: string
  readonly remark?: string | null
}

function writer(play: Play, chance: Chance) {
  const who = play.staff.finance[0]!
  let count = 0
  return {
    line(daysAgo: number, payer: Payer, { balance, remark }: Money): Promise<string> {
      const at = play.end - daysAgo * day
      const booked_on = play.date(at)
      return play.hands.create(who, play.end, 'bank_line', {
        booked_on,
        amount: balance,
        payer: payer.name,
        payer_account: payer.number,
        remark: remark ?? null,
        transaction_no: `SAMPLE${booked_on.replaceAll('-', '')}${String(++count).padStart(3, '0')}${chance.whole(100, 999)}`,
        bank_account: '6222000000000008888',
      })
    },
    async book(line: string, one: Open): Promise<void> {
      await play.hands.act(who, play.end, 'bank_line', line, 'book', {
        account: one.account,
        allocations: [{ invoice: one.id, amount: minus(one.balance, [], 'CNY') }],
      })
    },
  }
}

/** The oldest due first. */
async function openInvoices(play: Play, asks: Asks): Promise<Open[]> {
  const rows = await asks.query<Omit<Open, 'balance'>>(
    sql`select i.id, i.number, i.account, a.name, c.number as contract
      from invoice i join account a on a.id = i.account left join contract c on c.id = i.contract
      where i.stage in ('issued', 'partly_credited', 'partly_paid') and i.kind = 'normal' and i.removed_at is null
      order by i.due_on, i.number limit 40`,
  )
  const open: Open[] = []
  for (const row of rows)
    open.push({ ...row, balance: String((await play.read('invoice', row.id)).balance) })
  return open
}
