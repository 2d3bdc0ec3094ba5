// What does the window ask besides records? The application, the search over everything, the inbox, the set-up.
import type { BankDesk, PoolDesk, ReturnDesk } from '#kernel/api/desks.ts'
import type { Inbox, MyWork, SearchAnswer } from '#kernel/api/my-work.ts'
import { refuse } from '#kernel/error.ts'
import { seen } from '#kernel/query/plan.ts'
import { permit } from '#kernel/query/view.ts'
import { sql } from '#kernel/sql.ts'
import { bankDesk } from '#server/desks/bank-desk.ts'
import { campaignReturn } from '#server/desks/campaign-return.ts'
import { poolDesk } from '#server/desks/pool-desk.ts'
import { inboxOf } from '#server/approvals/inbox.ts'
import { searchAll } from '#server/reading/search-all.ts'
import { workOf } from '#server/reading/work.ts'
import { ownViews } from '#server/reports/own-views.ts'
import { doingOf, viewOf } from './calls.ts'
import { metaOf } from './meta.ts'
import type { Route } from './routes.ts'

export const deskRoutes: readonly Route[] = [
  {
    method: 'GET',
    url: '/api/v1/meta',
    gate: 'signed-in',
    says: 'The application as the caller may know it',
    run: async (call) => {
      const { world } = call.machine
      const [[person], own] = await Promise.all([
        world.db.query<{ email: string | null }>(
          sql`select email from person where id = ${call.who.id}::uuid`,
        ),
        ownViews(doingOf(call, world.db)),
      ])
      return metaOf(world, permit(world.app, call.who), person?.email ?? '', own)
    },
  },
  {
    method: 'GET',
    url: '/api/v1/search',
    gate: 'signed-in',
    says: 'Search over all objects, pinyin included, whole or initials',
    run: async (call): Promise<SearchAnswer> => {
      const words = (call.query.q ?? '').trim()
      if (words.length > 200) refuse('too-large', { limit: 200 })
      return { hits: words === '' ? [] : await searchAll(call.machine.world, viewOf(call), words) }
    },
  },
  {
    method: 'GET',
    url: '/api/v1/work',
    gate: 'signed-in',
    says: 'How many open records of each object are the caller’s',
    run: async (call): Promise<MyWork> => workOf(doingOf(call, call.machine.world.db)),
  },
  {
    method: 'GET',
    url: '/api/v1/inbox',
    gate: 'signed-in',
    says: 'Everything that waits for the caller',
    run: async (call): Promise<Inbox> => inboxOf(doingOf(call, call.machine.world.db)),
  },
  {
    method: 'GET',
    url: '/api/v1/desk/bank-lines',
    gate: 'signed-in',
    says: 'Lines of the bank statement that wait, each with what is suggested for it and why',
    run: async (call): Promise<BankDesk> => {
      seen(viewOf(call), 'bank_line')
      return bankDesk(doingOf(call, call.machine.world.db))
    },
  },
  {
    method: 'GET',
    url: '/api/v1/desk/pools',
    gate: 'signed-in',
    says: 'The pools of leads, each with its rules, what waits in it and what the caller may still claim',
    run: async (call): Promise<PoolDesk> => {
      seen(viewOf(call), 'lead')
      return poolDesk(doingOf(call, call.machine.world.db))
    },
  },
  {
    method: 'GET',
    url: '/api/v1/desk/return',
    gate: 'signed-in',
    says: 'What each campaign cost and brought, up to the cash received',
    run: async (call): Promise<ReturnDesk> => {
      seen(viewOf(call), 'campaign')
      const { year } = call.query
      if (year !== undefined && !/^[12]\d{3}$/.test(year)) refuse('malformed', { reason: '?year' })
      return campaignReturn(
        doingOf(call, call.machine.world.db),
        year === undefined ? null : Number(year),
      )
    },
  },
]
