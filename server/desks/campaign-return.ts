// What did each campaign cost, and what did it bring, up to the cash received? Every figure is one question that can be opened.
import type { ReturnDesk, ReturnFigure, ReturnLine } from '#kernel/api/desks.ts'
import { Refusal } from '#kernel/error.ts'
import { sum } from '#kernel/money/sum.ts'
import type { Row } from '#kernel/object.ts'
import { permit, type View } from '#kernel/query/view.ts'
import { group, rowsOf } from '#server/reading/read.ts'
import type { Doing } from '#server/world/world.ts'

interface Question {
  readonly from: string
  /** The path to the campaign. */
  readonly by: string
  readonly where?: string
  readonly measure: Readonly<Record<string, string>>
}

const received = 'IN_BASE(amount, payment.currency, payment.rate)'

/**
 * First touch: a lead has the campaign that brought it, an opportunity takes over that of its lead, and contracts,
 * invoices and money follow their opportunity. What was settled is what counts as received, whenever it came.
 */
const questions = {
  leads: {
    from: 'lead',
    by: 'campaign',
    measure: { n: 'count()', qualified: 'count(qualified_at)' },
  },
  won: {
    from: 'opportunity',
    by: 'campaign',
    where: 'stage = "won"',
    measure: { n: 'count()' },
  },
  amount: {
    from: 'contract',
    by: 'opportunity.campaign',
    where: 'stage in ("signed", "active", "completed")',
    measure: {
      n: 'count()',
      amount: 'sum(base_amount)',
      missing: 'countif(base_amount is empty and amount is not empty)',
    },
  },
  cash: {
    from: 'allocation',
    by: 'invoice.contract.opportunity.campaign',
    measure: { cash: `sum(${received})`, missing: `countif(${received} is empty)` },
  },
} as const satisfies Record<string, Question>

type Answer = Readonly<Record<string, unknown>>
type Answers = ReadonlyMap<string | null, Answer>

/** By campaign, of the rows that the person may read; null where they may not read what it asks. */
async function answersTo(doing: Doing, view: View, asked: Question): Promise<Answers | null> {
  try {
    const rows = await group(doing.tx, view, doing.at, {
      from: asked.from,
      by: [asked.by],
      measure: asked.measure,
      limit: 1000,
      ...(asked.where ? { where: asked.where } : {}),
    })
    return new Map(
      rows.map((text) => {
        const row = JSON.parse(text) as Answer
        const id = row[asked.by]
        return [typeof id === 'string' ? id : null, row]
      }),
    )
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

const figures = Object.keys(questions) as (keyof typeof questions)[]

/** @param year of the day on which a campaign begins; null = all, and what came of no campaign */
export async function campaignReturn(doing: Doing, year: number | null): Promise<ReturnDesk> {
  const view = permit(doing.app, doing.who)
  const currency = doing.world.company.currency
  const [all, ...told] = await Promise.all([
    rowsOf(doing.tx, view, doing.at, {
      from: 'campaign',
      select: ['id', 'name', 'channel', 'starts_on', 'budget', 'cost'].filter(
        (name) => name === 'id' || view.objects.campaign!.fields[name],
      ),
      sort: '-starts_on,-id',
      limit: 1000,
    }),
    ...figures.map((name) => answersTo(doing, view, questions[name])),
  ])
  const answers = Object.fromEntries(figures.map((name, i) => [name, told[i]!])) as Told
  const yearOf = (row: Row): number => Number(String(row.starts_on ?? '').slice(0, 4)) || 0
  const shown = year === null ? all : all.filter((row) => yearOf(row) === year)
  const lineOf = (row: Row): ReturnLine => ({
    id: row.id,
    name: String(row.name ?? ''),
    channel: text(row.channel),
    starts_on: text(row.starts_on),
    budget: text(row.budget),
    cost: text(row.cost),
    ...broughtBy(answers, [row.id], currency),
    opens: opensOf((path) => `${path} = "${row.id}"`),
  })
  const sumOf = (rows: readonly Row[], which: string | null): Omit<ReturnLine, 'opens'> => ({
    budget: added(rows, 'budget', currency),
    cost: added(rows, 'cost', currency),
    ...broughtBy(
      answers,
      rows.map((row) => row.id),
      currency,
    ),
    ...(which === null ? {} : { channel: which }),
  })
  const ofYear = (path: string): string =>
    year === null
      ? `${path} is not empty`
      : `${path}.starts_on >= "${year}-01-01" and ${path}.starts_on <= "${year}-12-31"`
  const channels = [...new Set(shown.map((row) => text(row.channel)))]
  return {
    currency,
    years: [...new Set(all.map(yearOf))].filter(Boolean).toSorted((a, b) => b - a),
    campaigns: shown.map(lineOf),
    channels: channels.map((channel) => ({
      ...sumOf(
        shown.filter((row) => text(row.channel) === channel),
        channel,
      ),
      channel,
      opens: opensOf(
        (path) =>
          `${path}.channel ${channel === null ? 'is empty' : `= "${channel}"`} and ${ofYear(path)}`,
      ),
    })),
    total: { ...sumOf(shown, null), opens: opensOf(ofYear) },
    without:
      year === null
        ? {
            budget: null,
            cost: null,
            ...broughtBy(answers, [null], currency),
            opens: opensOf((path) => `${path} is empty`),
          }
        : null,
    partial: figures.some(
      (name) => typeof view.objects[questions[name].from]?.right('read') === 'object',
    ),
  }
}

type Told = Readonly<Record<keyof typeof questions, Answers | null>>

const text = (value: unknown): string | null =>
  value === null || value === undefined || value === '' ? null : String(value)

const added = (rows: readonly Row[], name: string, currency: string): string | null => {
  const amounts = rows.flatMap((row) => text(row[name]) ?? [])
  return amounts.length ? sum(amounts, currency) : null
}

/** What the campaigns brought together; exactly what their rows add up to. */
function broughtBy(
  answers: Told,
  campaigns: readonly (string | null)[],
  currency: string,
): Pick<ReturnLine, 'leads' | 'qualified' | 'won' | 'contracts' | 'amount' | 'cash' | 'missing'> {
  const parts = (from: keyof Told): readonly Answer[] | null =>
    answers[from] && campaigns.flatMap((id) => [answers[from]!.get(id) ?? {}])
  const count = (from: keyof Told, name: string): number | null =>
    parts(from)?.reduce((n, row) => n + Number(row[name] ?? 0), 0) ?? null
  const money = (from: keyof Told, name: string): string | null => {
    const found = parts(from)
    return (
      found &&
      sum(
        found.flatMap((row) => text(row[name]) ?? []),
        currency,
      )
    )
  }
  return {
    leads: count('leads', 'n'),
    qualified: count('leads', 'qualified'),
    won: count('won', 'n'),
    contracts: count('amount', 'n'),
    amount: money('amount', 'amount'),
    cash: money('cash', 'cash'),
    missing: (count('amount', 'missing') ?? 0) + (count('cash', 'missing') ?? 0),
  }
}

/** The condition under which each figure's rows are found, by what is asked of the campaign at the end of the path. */
function opensOf(of: (path: string) => string): Readonly<Record<ReturnFigure, string>> {
  const on = ({ by, where }: Question): string => `${of(by)}${where ? ` and ${where}` : ''}`
  return {
    leads: on(questions.leads),
    qualified: `${on(questions.leads)} and qualified_at is not empty`,
    won: on(questions.won),
    amount: on(questions.amount),
    cash: on(questions.cash),
  }
}
