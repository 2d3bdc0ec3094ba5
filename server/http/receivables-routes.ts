// Which addresses does the receivables desk have? Each as of a day, today where none is said.
import type {
  CashDesk,
  CashRows,
  CreditUse,
  ExchangeDesk,
  ReceivablesAccount,
  ReceivablesDesk,
} from '#kernel/api/desks.ts'
import { Problems } from '#kernel/error.ts'
import { readDay } from '#kernel/formula/calendar.ts'
import { cashParts } from '#ltc/cash/expected-cash.ts'
import { cashDesk, cashRows } from '#server/desks/cash-desk.ts'
import { creditUse } from '#server/desks/credit.ts'
import { exchangeDesk, receivablesDesk, receivablesOf } from '#server/desks/receivables.ts'
import { atOneMoment } from '#server/insight/one-moment.ts'
import { seen } from '#kernel/query/plan.ts'
import { get } from '#server/reading/read.ts'
import { dayIn, type Doing } from '#server/world/world.ts'
import { atOf, doingOf, idOf, viewOf } from './calls.ts'
import type { Call, Route } from './routes.ts'

function asOf(call: Call): string {
  const { world } = call.machine
  const said = call.query.as_of
  if (said === undefined || said === '') return dayIn(world.company.zone, world.now())
  const problems = new Problems()
  if (!/^\d{4}-\d{2}-\d{2}$/.test(said) || readDay(said) === undefined)
    problems.add('as_of', 'wrong-type', { expected: 'YYYY-MM-DD' })
  problems.done()
  return said
}

/** What is owed, what was paid and what is done about it fit each other, and the books of years give way to quick work. */
const moment = <T>(call: Call, work: (doing: Doing) => Promise<T>): Promise<T> =>
  atOneMoment(doingOf(call, call.machine.world.db), false, work)

export const receivablesRoutes: readonly Route[] = [
  {
    method: 'GET',
    url: '/api/v1/desk/receivables',
    gate: 'signed-in',
    says: 'What customers owe by age, ?as_of= a day, from the postings up to it',
    run: async (call): Promise<ReceivablesDesk> =>
      moment(call, (doing) => receivablesDesk(doing, asOf(call))),
  },
  {
    method: 'GET',
    url: '/api/v1/desk/receivables/:id',
    gate: 'signed-in',
    says: 'The invoices and payments that one customer’s figures are made of',
    run: async (call): Promise<ReceivablesAccount> => {
      const id = idOf(call, 'account')
      await get(call.machine.world.db, viewOf(call), atOf(call), 'account', id)
      return moment(call, (doing) => receivablesOf(doing, id, asOf(call)))
    },
  },
  {
    method: 'GET',
    url: '/api/v1/desk/exchange',
    gate: 'signed-in',
    says: 'Unrealised exchange differences of open invoices, ?as_of= a day; nothing is booked',
    run: async (call): Promise<ExchangeDesk> =>
      moment(call, (doing) => exchangeDesk(doing, asOf(call))),
  },
  {
    method: 'GET',
    url: '/api/v1/desk/cash',
    gate: 'signed-in',
    says: 'What is expected to come in week by week, from open invoices and plans not billed yet, and days sales outstanding',
    run: async (call): Promise<CashDesk> => moment(call, cashDesk),
  },
  {
    method: 'GET',
    url: '/api/v1/desk/cash/rows',
    gate: 'signed-in',
    says: 'The documents of one part of it: ?part= late, a Monday, later or undated',
    run: async (call): Promise<CashRows> => {
      const { part = '' } = call.query
      const { world } = call.machine
      const parts = cashParts(dayIn(world.company.zone, world.now()))
      const problems = new Problems()
      if (!parts.includes(part))
        problems.add('part', 'wrong-type', { expected: 'late / YYYY-MM-DD / later / undated' })
      problems.done()
      return moment(call, (doing) => cashRows(doing, part))
    },
  },
  {
    method: 'GET',
    url: '/api/v1/desk/credit/:id',
    gate: 'signed-in',
    says: 'How much of their credit a customer uses: what is owed and not billed yet, less what was paid ahead',
    run: async (call): Promise<CreditUse> => {
      const id = idOf(call, 'account')
      const view = viewOf(call)
      const account = await get(call.machine.world.db, view, atOf(call), 'account', id)
      seen(view, 'contract')
      return moment(call, (doing) => creditUse(doing, account))
    },
  },
]
