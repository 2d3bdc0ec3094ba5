// Who is chased for money in these days? Some promised a day, some broke it, with others the next call is planned.
import { sql } from '#kernel/sql.ts'
import type { Asks } from '#server/database/pool.ts'
import type { Play } from './play.ts'
import { day } from './working-hours.ts'

interface Late {
  readonly invoice: string
  readonly account: string
  readonly gross: string
}

/** What was said of a late invoice, days from today: when, until when they promised, when it is asked again. */
const cases = [
  { said: -6, promised: -2, next: 0, level: 'first', subject: '客户承诺本周内付款' },
  { said: -4, promised: 3, next: 4, level: 'reminder', subject: '对方财务确认已排款' },
  { said: -3, promised: null, next: 1, level: 'second', subject: '约见客户总经理协商付款' },
  { said: -8, promised: null, next: -1, level: 'first', subject: '对方称等待总部审批' },
  null,
] as const

/** The oldest late customers, one after the other in the same five ways; every fifth is left alone. */
export async function chaseStory(play: Play, asks: Asks): Promise<void> {
  const today = play.date(play.end)
  const late = await asks.query<Late>(
    sql`select distinct on (i.account) i.id as invoice, i.account, i.gross::text as gross from invoice i
      where i.stage in ('issued', 'partly_credited', 'partly_paid') and i.kind = 'normal' and i.removed_at is null and i.due_on < ${today}::date
      order by i.account, i.due_on, i.number`,
  )
  const who = play.staff.finance[0]!
  const numbered = await asks.query<{ id: string }>(
    sql`select id from invoice where id = any(${late.map((one) => one.invoice)}::uuid[]) order by due_on, number limit 20`,
  )
  for (const [i, { id }] of numbered.entries()) {
    const it = cases[i % cases.length]
    if (!it) continue
    const { invoice, account, gross } = late.find((one) => one.invoice === id)!
    const about = { kind: 'call', dunning: it.level, invoice, account }
    const at = (days: number): string => new Date(play.end + days * day).toISOString()
    await play.hands.create(who, play.end, 'activity', {
      ...about,
      subject: it.subject,
      done_at: at(it.said),
      ...(it.promised === null
        ? {}
        : { promised_on: play.date(play.end + it.promised * day), promised_amount: gross }),
    })
    await play.hands.create(who, play.end, 'activity', {
      ...about,
      subject: '催收跟进',
      due_at: at(it.next),
    })
  }
}
