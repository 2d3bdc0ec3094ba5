// What waits for this person? Approvals, tasks and follow-ups that are due, records that are stuck, notices.
import type { Inbox } from '#kernel/api/my-work.ts'
import { join, sql } from '#kernel/sql.ts'
import { limitOf } from '#kernel/lifecycle/lifecycle.ts'
import { beganBy, dueAt } from '#kernel/time/working-time.ts'
import { targetOf } from '#kernel/field.ts'
import { fieldAt } from '#kernel/query/plan.ts'
import type { View } from '#kernel/query/view.ts'
import { relation } from '#kernel/query/relation.ts'
import { approvalCard } from './approval-card.ts'
import { rowsOf } from '#server/reading/read.ts'
import { personalView } from '#server/world/rights.ts'
import { type Doing, dayIn } from '#server/world/world.ts'

type Item = Inbox['items'][number]

export async function inboxOf(doing: Doing): Promise<Inbox> {
  const [approvals, activities, owed, stuck, notices] = await Promise.all([
    openApprovals(doing),
    dueActivities(doing),
    dueObligations(doing),
    stuckRecords(doing),
    openNotices(doing),
  ])
  return { items: [...approvals, ...activities, ...owed, ...stuck, ...notices] }
}

async function openApprovals(doing: Doing): Promise<Item[]> {
  const rows = await doing.tx.query<{
    record_id: string
    flow: string
    step: string
    asked_at: string
  }>(sql`select a.record_id, a.flow, t.step, t.asked_at from approval_task t join approval a on a.id = t.approval
    where t.person = ${doing.who.id}::uuid and t.stage = 'waiting' and t.asked_at is not null and a.stage = 'waiting' and t.removed_at is null order by t.asked_at limit 50`)
  const items = await Promise.all(
    rows.map(async (row): Promise<Item | null> => {
      const card = await approvalCard(doing, row.record_id)
      const after = doing.app.approvals[row.flow]?.steps[row.step]?.time_out?.after
      const due = after
        ? dueAt(doing.world.company.calendar, new Date(row.asked_at), after).toISOString()
        : null
      return (
        card && {
          id: card.id,
          kind: 'approval',
          title: card.title,
          object: card.object,
          record: card.record,
          amount: card.amount,
          currency: card.currency,
          due,
          since: row.asked_at,
          text: {
            zh: `${card.asked_by.name} 提交的${card.flow_label.zh}`,
            en: `${card.flow_label.en}, asked by ${card.asked_by.name}`,
          },
        }
      )
    }),
  )
  const found = items.filter((item) => item !== null)
  const about = await aboutOf(doing, found)
  return found.map((item) => ({
    ...item,
    title: [item.title, about.get(item.record ?? '')].filter(Boolean).join(' '),
  }))
}

/**
 * What records that are called by their number alone are about, as far as the person may read it: record → the
 * title of the first key fact that is a record itself, of a quote its opportunity.
 */
async function aboutOf(doing: Doing, items: readonly Item[]): Promise<ReadonlyMap<string, string>> {
  const view = personalView(doing)
  const found = new Map<string, string>()
  for (const object of new Set(items.map((item) => item.object ?? ''))) {
    const path = aboutPath(view, object)
    if (!path) continue
    const ids = items.flatMap((item) => (item.object === object ? (item.record ?? []) : []))
    const ask = { from: object, ids, select: ['id', path], limit: ids.length }
    for (const row of await rowsOf(doing.tx, view, doing.at, ask))
      if (typeof row[path] === 'string') found.set(row.id, row[path])
  }
  return found
}

function aboutPath(view: View, name: string): string | null {
  if (!Object.hasOwn(view.objects, name)) return null
  const { object, fields } = view.objects[name]!
  if (fields[object.title]?.kind !== 'auto_number') return null
  const key = object.key_fields?.find((one) => fields[one]?.kind === 'ref')
  const target = key && targetOf(fields[key]!)
  const path = target ? [key, view.objects[target]?.object.title ?? ''] : []
  return fieldAt(view, name, path) ? path.join('.') : null
}

async function dueActivities(doing: Doing): Promise<Item[]> {
  const rows = await doing.tx.query<{
    id: string
    kind: string
    subject: string | null
    due_at: string | null
    created_at: string
    lead: string | null
    opportunity: string | null
    account: string | null
  }>(sql`
    select id, kind, subject, due_at, created_at, lead, opportunity, account from activity
    where owner = ${doing.who.id}::uuid and done_at is null and due_at is not null and due_at < ${doing.at.now.toISOString()}::timestamptz + interval '1 day' and removed_at is null order by due_at limit 50`)
  return rows.map((row): Item => {
    const target = row.lead
      ? { object: 'lead', record: row.lead }
      : row.opportunity
        ? { object: 'opportunity', record: row.opportunity }
        : row.account
          ? { object: 'account', record: row.account }
          : { object: 'activity', record: row.id }
    const late = row.due_at !== null && new Date(row.due_at) < doing.at.now
    return {
      id: row.id,
      kind: row.kind === 'task' ? 'task' : 'follow_up',
      title: row.subject ?? '',
      ...target,
      amount: null,
      currency: null,
      due: row.due_at,
      since: row.created_at,
      text: late ? { zh: '已逾期', en: 'overdue' } : { zh: '今天到期', en: 'due today' },
    }
  })
}

/** What a contract promises and is due by tomorrow, or was due before. */
async function dueObligations(doing: Doing): Promise<Item[]> {
  if (!doing.app.objects.obligation?.fields.due_on) return []
  const today = dayIn(doing.at.zone, doing.at.now)
  const rows = await doing.tx.query<{
    id: string
    name: string
    side: string | null
    due_on: string
    by: string
    created_at: string
    account: string | null
  }>(sql`
    select o.id, o.name, o.side, o.due_on::text, ((o.due_on + 1)::timestamp at time zone ${doing.at.zone}) - interval '1 minute' as by, o.created_at, a.name as account from obligation o left join account a on a.id = o.account
    where o.owner = ${doing.who.id}::uuid and o.stage = 'open' and o.due_on <= ${today}::date + 1 and o.removed_at is null order by o.due_on, o.id limit 50`)
  return rows.map((row): Item => {
    const theirs = row.side === 'customer'
    const late = row.due_on < today
    return {
      id: row.id,
      kind: 'due',
      title: [row.name, row.account].filter(Boolean).join(' · '),
      object: 'obligation',
      record: row.id,
      amount: null,
      currency: null,
      due: new Date(row.by).toISOString(),
      since: row.created_at,
      text: {
        zh: `${theirs ? '客户履约' : '我方履约'}${late ? '已逾期' : row.due_on === today ? '今天到期' : '明天到期'}`,
        en: `${theirs ? 'owed by the customer' : 'owed by us'}, ${late ? 'overdue' : row.due_on === today ? 'due today' : 'due tomorrow'}`,
      },
    }
  })
}

/** The person's own records that stand longer in a stage than its limit, counted for all objects at once. */
async function stuckRecords(doing: Doing): Promise<Item[]> {
  const { calendar } = doing.world.company
  const counts = Object.values(doing.app.objects).flatMap((object) => {
    const limits = Object.entries(object.lifecycle?.stages ?? {}).flatMap(([name, stage]) => {
      const limit = limitOf(stage)
      return limit ? [{ name, limit }] : []
    })
    if (limits.length === 0 || object.parent) return []
    const began = limits.map((one) => beganBy(calendar, doing.at.now, one.limit).toISOString())
    return [
      sql`select ${object.name}::text as object, count(*)::int as n, min(t.stage_since) as oldest from ${relation(doing.app, object.name)} t
      join unnest(${limits.map((one) => one.name)}::text[], ${began}::timestamptz[]) as l(stage, began) on l.stage = t.stage
      where t.owner = ${doing.who.id}::uuid and t.removed_at is null and t.stage_since <= l.began`,
    ]
  })
  if (counts.length === 0) return []
  const rows = await doing.tx.query<{ object: string; n: number; oldest: string | null }>(
    join(counts, ' union all '),
  )
  return rows
    .filter((row) => row.n > 0)
    .map((row): Item => ({
      id: `stuck-${row.object}`,
      kind: 'stuck',
      title: '',
      object: row.object,
      record: null,
      amount: null,
      currency: null,
      due: null,
      since: row.oldest ?? dayIn(doing.at.zone, doing.at.now),
      text: { zh: `${row.n} 条超过阶段时限`, en: `${row.n} over their stage’s limit` },
    }))
}

async function openNotices(doing: Doing): Promise<Item[]> {
  const rows = await doing.tx.query<{
    id: string
    text_zh: string | null
    text_en: string | null
    object_name: string | null
    record_id: string | null
    created_at: string
  }>(sql`
    select id, text_zh, text_en, object_name, record_id, created_at from notice where person = ${doing.who.id}::uuid and read_at is null and removed_at is null order by id desc limit 50`)
  return rows.map((row) => ({
    id: row.id,
    kind: 'notice',
    title: '',
    object: row.object_name,
    record: row.record_id,
    amount: null,
    currency: null,
    due: null,
    since: row.created_at,
    text: { zh: row.text_zh ?? '', en: row.text_en ?? row.text_zh ?? '' },
  }))
}
