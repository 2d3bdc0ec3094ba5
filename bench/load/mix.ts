// What do people do all day? A hundred calls of a usual hour, as a window makes them.
import { companyName } from '../fill.ts'
import type { Session } from './company.ts'

export interface Call {
  readonly kind: string
  readonly method: 'GET' | 'POST' | 'PATCH'
  readonly path: string
  readonly body?: unknown
  /** Called with the answer: did it go well? */
  readonly answered?: (well: boolean) => void
}

type Below = (n: number) => number

const words = [
  '鑫瑞',
  '麒祺',
  '苏州鑫',
  '智能装备',
  '瑞科',
  '云启',
  '兴业金诚',
  '深圳',
  '宏远',
  '联系人12',
]
const opportunityStages = ['discovery', 'needs', 'solution', 'quoting', 'negotiation']

const get = (kind: string, path: string): Call => ({ kind, method: 'GET', path })
const list = (object: string, filter: string, more = ''): Call =>
  get('list', `/api/v1/${object}?filter=${encodeURIComponent(filter)}&sort=-id${more}`)
/** What they do instead who have no such record, or may not. */
const look = list('opportunity', 'stage = "needs"')
const one = <T>(from: readonly T[], below: Below): T | undefined => from[below(from.length)]

/** Work on a record of one's own; who has none (finance, viewers) looks at a list instead. */
const onLead = (session: Session, below: Below, make: (id: string) => Call): Call => {
  const id = one(session.leads, below)
  return id && session.role !== 'finance' ? make(id) : look
}
const onDeal = (
  session: Session,
  below: Below,
  make: (deal: Session['opportunities'][number]) => Call,
): Call => {
  const deal = one(session.opportunities, below)
  return deal ? make(deal) : look
}
const mayWrite = (session: Session): boolean =>
  !['viewer', 'finance', 'marketing'].includes(session.role)

/** Weight → the call. Weights sum to a hundred. */
const kinds: readonly (readonly [number, (session: Session, below: Below, n: number) => Call])[] = [
  [14, (_, below) => list('opportunity', `stage = "${opportunityStages[below(5)]}"`)],
  [
    8,
    () =>
      list(
        'opportunity',
        'owner = me',
        '&select=id,number,name,stage,amount,close_date,owner.name,account.name',
      ),
  ],
  [
    6,
    (session) =>
      session.role === 'finance'
        ? list('account', 'name is not empty')
        : list('lead', 'stage = "new"'),
  ],
  [
    16,
    (session, below) =>
      onDeal(session, below, (deal) => get('record', `/api/v1/opportunity/${deal.id}`)),
  ],
  [
    10,
    (session, below) =>
      onDeal(session, below, (deal) => get('page', `/api/v1/opportunity/${deal.id}/page`)),
  ],
  [4, (session, below) => onLead(session, below, (id) => get('record', `/api/v1/lead/${id}`))],
  [
    4,
    (session, below) =>
      onDeal(session, below, (deal) => get('history', `/api/v1/opportunity/${deal.id}/history`)),
  ],
  [
    3,
    (session, below) =>
      onDeal(session, below, (deal) => get('chain', `/api/v1/opportunity/${deal.id}/chain`)),
  ],
  [
    6,
    (session, below, n) =>
      mayWrite(session)
        ? onDeal(session, below, (deal) => ({
            kind: 'save',
            method: 'PATCH',
            path: `/api/v1/opportunity/${deal.id}`,
            body: { name: `项目${n}` },
          }))
        : look,
  ],
  [
    2,
    (session, below, n) =>
      mayWrite(session)
        ? onLead(session, below, (id) => ({
            kind: 'save',
            method: 'PATCH',
            path: `/api/v1/lead/${id}`,
            body: { title: `职位${n}` },
          }))
        : look,
  ],
  [
    2,
    (session, below, n) =>
      mayWrite(session)
        ? {
            kind: 'create',
            method: 'POST',
            path: '/api/v1/lead',
            body: {
              name: `联系人${n}`,
              company: `${companyName(below)}${n}`,
              phone: `139${String(10_000_000 + (n % 89_000_000))}`,
              source: 'website',
            },
          }
        : look,
  ],
  [
    1,
    (session, below) =>
      mayWrite(session)
        ? onDeal(session, below, (deal) => {
            if (deal.moving) return look
            deal.moving = true
            const to = deal.stage === 'discovery' ? 'needs' : 'discovery'
            return {
              kind: 'move',
              method: 'POST',
              path: `/api/v1/opportunity/${deal.id}/actions/move`,
              body: { to },
              answered: (well) => {
                deal.moving = false
                if (well) deal.stage = to
              },
            }
          })
        : look,
  ],
  [6, (_, below) => get('search', `/api/v1/search?q=${encodeURIComponent(one(words, below)!)}`)],
  [
    2,
    (session, below) =>
      get(
        'search',
        `/api/v1/${session.role === 'finance' ? 'account' : 'opportunity'}?search=${encodeURIComponent(one(words, below)!)}&select=id,name`,
      ),
  ],
  [5, () => get('own numbers', '/api/v1/work')],
  [4, () => get('own numbers', '/api/v1/inbox')],
  [
    3,
    (session) => ({
      kind: 'sums',
      method: 'POST',
      path: '/api/v1/query',
      body: {
        from: 'opportunity',
        where:
          session.role === 'sales' ? 'owner = me' : 'owner = me and stage in ("needs", "solution")',
        by: ['stage'],
        measure: { n: 'count()', total: 'sum(amount)' },
      },
    }),
  ],
  [2, () => get('dashboard', '/api/v1/cockpit')],
  [1, () => get('dashboard', '/api/v1/river?months=12')],
  [1, () => get('application', '/api/v1/meta')],
]

/** The n-th call, of this session. */
export function callOf(session: Session, below: Below, n: number): Call {
  let at = below(100)
  for (const [weight, make] of kinds) if ((at -= weight) < 0) return make(session, below, n)
  return get('own numbers', '/api/v1/work')
}
