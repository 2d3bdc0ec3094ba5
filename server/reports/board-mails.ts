// Which dashboards are due by mail now? Found by the clock, sent one by one, each with the rights of its receiver.
import { isUuid } from '#kernel/fields/uuid-value.ts'
import { sql } from '#kernel/sql.ts'
import type { Reach } from '#server/automations/step.ts'
import type { QuickKind } from '#server/jobs/kinds.ts'
import { readWho } from '#server/login/who.ts'
import { circumstances, type Doing, systemWho, type World } from '#server/world/world.ts'
import { change } from '#server/writing/write.ts'
import type { Asks } from '#server/database/pool.ts'
import type { Jobs } from '#server/jobs/jobs.ts'
import { boardLetter } from './board-letter.ts'
import { openBoard } from './own-views.ts'

/** The work `board_mails`: takes up what is due, in the transaction that says when the next one is. */
export const boardMailsKind: QuickKind = {
  async run({ world, jobs }) {
    await takeUpMails(world, jobs)
  },
}

const asSystem = (world: World, tx: Asks): Doing => ({
  world,
  app: world.app,
  tx,
  who: systemWho,
  at: circumstances(world, systemWho),
  cause: { kind: 'system' },
  action: null,
})

/** Answers how many were due. */
export async function takeUpMails(world: World, jobs: Pick<Jobs, 'enqueue'>): Promise<number> {
  const now = world.now().toISOString()
  return world.db.transaction(
    async (tx) => {
      const due = await tx.query<{ id: string }>(
        sql`select id from report_mail where next_at <= ${now}::timestamptz and removed_at is null order by next_at limit 200 for update skip locked`,
      )
      for (const { id } of due) {
        await change(asSystem(world, tx), 'report_mail', id, { last_at: now }, 'action')
        await jobs.enqueue(tx, 'board_mail', { mail: id })
      }
      return due.length
    },
    { statementMs: 60_000 },
  )
}

/** The work `board_mail`: one dashboard to one person. It stops when whoever set it up, or the receiver, has left. */
export const boardMailKind = (reach: Pick<Reach, 'mail'>): QuickKind => ({
  async run({ world, data }) {
    if (!isUuid(data.mail)) return
    const says = await sendMail(world, reach, data.mail)
    await world.db.transaction((tx) =>
      change(
        asSystem(world, tx),
        'report_mail',
        data.mail as string,
        { last_says: says },
        'action',
      ),
    )
  },
})

interface Due {
  readonly dashboard: string
  readonly owner: string
  readonly receiver: string
  readonly email: string | null
}

/** Answers what became of it, for whoever set it up. */
async function sendMail(world: World, reach: Pick<Reach, 'mail'>, id: string): Promise<string> {
  const [row] = await world.db
    .query<Due>(sql`select m.dashboard, m.owner, m.receiver, p.email from report_mail m join person p on p.id = m.receiver
    where m.id = ${id}::uuid and m.removed_at is null and not coalesce(m.paused, false)`)
  if (!row) return 'paused'
  if (!(await readWho(world.db, row.owner))) return 'owner has left'
  const who = await readWho(world.db, row.receiver)
  if (!who || !row.email) return 'receiver has left'
  const doing: Doing = {
    world,
    app: world.app,
    tx: world.db,
    who,
    at: circumstances(world, who),
    cause: { kind: 'system' },
    action: null,
  }
  const board = await openBoard(doing, row.dashboard)
  if (!board) return 'not for the receiver'
  if (!reach.mail) return 'no mail server'
  const letter = await boardLetter(doing, row.dashboard, board, {
    id: `${id}-${doing.at.now.getTime()}`,
    email: row.email,
  })
  if (!letter) return 'nothing to see'
  await reach.mail(letter)
  return 'sent'
}
