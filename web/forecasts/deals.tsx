// Which deals make this figure, and how sure is each? As they are now each can be judged; as they were kept they stand.
import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { App, Drawer, Select } from 'antd'
import type { ForecastDealRow, ForecastDeals, ForecastDesk } from '#kernel/api/forecast.ts'
import { exact } from '#kernel/money/exact.ts'
import { money, percent } from '#kernel/money/written.ts'
import { sum } from '#kernel/money/sum.ts'
import type { Row, Values } from '#kernel/object.ts'
import { answers, keys } from '#web/asks.ts'
import { call, messageOf } from '#web/call.ts'
import { choiceOptions } from '#web/fields/choice.tsx'
import { choiceWord } from '#web/fields/choice-word.ts'
import { date } from '#web/format.ts'
import { may, useMeta } from '#web/meta.ts'
import { DeskTable } from '#web/parts/desk-table.tsx'
import { NoAnswer } from '#web/parts/no-answer.tsx'
import { Waiting } from '#web/parts/waiting.tsx'
import { WholeSum } from '#web/parts/whole-sum.tsx'
import { useWidth } from '#web/parts/width.ts'
import { say } from '#web/words.ts'
import { askDeals, deskKey, type Whose } from './ask.ts'
import { words } from './words.ts'

interface DealsProps {
  desk: ForecastDesk
  title: string
  whose: Whose
  part: string
  /** The forecast with which they were kept; null: as they are now. */
  kept: string | null
  onClose: () => void
}

export function Deals({ desk, title, whose, part, kept, onClose }: DealsProps) {
  const { data, error, refetch } = useQuery({
    queryKey: kept
      ? keys.one('forecast', kept, 'deals', part)
      : deskKey('deals', desk.starts_on, whose.person, whose.scope, part),
    queryFn: () =>
      kept ? keptDeals(kept, part, desk.currency) : askDeals(desk.starts_on, whose, part),
    placeholderData: (before) => before,
  })
  return (
    <Drawer
      open
      title={title}
      size={880}
      onClose={onClose}
      extra={
        kept && (
          <Link to="/o/$object/$id" params={{ object: 'forecast', id: kept }}>
            {say(words.record)}
          </Link>
        )
      }
    >
      {error && !data ? (
        <NoAnswer error={error} refetch={refetch} />
      ) : data ? (
        <Rows deals={data} desk={desk} part={part} judged={kept === null} />
      ) : (
        <Waiting rows={6} />
      )}
    </Drawer>
  )
}

/** The rows of a figure as they were kept with what was said. */
async function keptDeals(id: string, part: string, currency: string): Promise<ForecastDeals> {
  const record = await call.get('forecast', id)
  const counted = ['won', 'commit', 'best', 'pipeline']
  const rows = ((record.deals ?? []) as Row[])
    .filter((deal) =>
      part === 'weighted' ? counted.includes(String(deal.category)) : deal.category === part,
    )
    .map(keptDeal)
    .sort((a, b) => exact(b.amount).comparedTo(a.amount))
  return {
    rows,
    count: rows.length,
    amount: sum(
      rows.map((row) => (part === 'weighted' ? row.weighted : row.amount)),
      currency,
    ),
  }
}

const textOf = (value: unknown): string | null =>
  value === null || value === undefined || value === '' ? null : String(value)

const keptDeal = (deal: Values): ForecastDealRow => ({
  id: String(deal.opportunity),
  name: textOf(deal.name) ?? '',
  customer: textOf(deal.customer),
  seller: null,
  stage: '',
  category: String(deal.category),
  amount: String(deal.amount),
  probability: textOf(deal.probability),
  weighted: String(deal.weighted),
  close_date: textOf(deal.close_date),
})

interface RowsProps {
  deals: ForecastDeals
  desk: ForecastDesk
  part: string
  judged: boolean
}

function Rows({ deals, desk, part, judged }: RowsProps) {
  const meta = useMeta()
  const phone = useWidth() === 'phone'
  const { currency, today } = desk
  const stages = meta.objects.opportunity?.lifecycle?.stages ?? {}
  const stageOf = (stage: string): string => (stages[stage] ? say(stages[stage].label) : stage)
  if (deals.rows.length === 0) return <p className="ink-3">{say(words.no_deals)}</p>
  const weighted = part === 'weighted'
  const amountOf = (row: ForecastDealRow): string =>
    money(weighted ? row.weighted : row.amount, currency, currency)
  const head = (
    <p className="cast-deals-sum">
      <b>
        <WholeSum amount={deals.amount} currency={currency} home={currency} />
      </b>{' '}
      <span className="ink-3">
        {say(words.n_deals, { n: deals.count })}
        {deals.count > deals.rows.length && ` · ${say(words.more_deals, { n: deals.rows.length })}`}
      </span>
    </p>
  )
  if (phone)
    return (
      <div className="cast-deals">
        {head}
        <ul className="desk-list">
          {deals.rows.map((row) => (
            <li key={row.id}>
              <div className="desk-line">
                <DealLink row={row} />
                <b className="num">{amountOf(row)}</b>
              </div>
              <div className="desk-line small ink-3">
                <span className="ellipsis">
                  {[row.customer, row.seller].filter(Boolean).join(' · ')}
                </span>
                <span className="unbroken">
                  {date(row.close_date, { today })} {row.probability && percent(row.probability)}
                </span>
              </div>
              {part !== 'won' && <Category row={row} judged={judged} />}
            </li>
          ))}
        </ul>
      </div>
    )
  return (
    <div className="cast-deals">
      {head}
      <DeskTable label={say(words.deal)}>
        <table>
          <thead>
            <tr>
              <th>{say(words.deal)}</th>
              {judged && <th>{say(words.seller)}</th>}
              {judged && <th>{say(words.stage)}</th>}
              <th>{say(words.closes)}</th>
              <th className="num">{say(words.probability)}</th>
              <th className="num">{say(weighted ? words.weighted : words.money)}</th>
              {part !== 'won' && <th>{say(words.category)}</th>}
            </tr>
          </thead>
          <tbody>
            {deals.rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">
                  <DealLink row={row} />
                  {row.customer && <span className="small ink-3 ellipsis">{row.customer}</span>}
                </th>
                {judged && <td>{row.seller}</td>}
                {judged && <td>{stageOf(row.stage)}</td>}
                <td
                  className={
                    row.category !== 'won' && row.close_date && row.close_date < today && judged
                      ? 'warn'
                      : ''
                  }
                >
                  {date(row.close_date, { today })}
                </td>
                <td className="num">{row.probability && percent(row.probability, 0)}</td>
                <td className="num">{amountOf(row)}</td>
                {part !== 'won' && (
                  <td>
                    <Category row={row} judged={judged} />
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </DeskTable>
    </div>
  )
}

function DealLink({ row }: { row: ForecastDealRow }) {
  return (
    <Link to="/o/$object/$id" params={{ object: 'opportunity', id: row.id }} className="ellipsis">
      {row.name}
    </Link>
  )
}

/** How sure it is; chosen anew, it is so at once. Whose deal it is not is told so by the door. */
function Category({ row, judged }: { row: ForecastDealRow; judged: boolean }) {
  const meta = useMeta()
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const field = meta.objects.opportunity?.fields.forecast
  const kept = meta.objects.forecast_deal?.fields.category
  if (row.category === 'won') return <span className="ink-2">{say(words.won)}</span>
  if (field?.kind !== 'choice') return null
  if (!judged || !may(meta.objects.opportunity, 'change') || field.read_only)
    return (
      <span className="ink-2">
        {choiceWord(kept?.kind === 'choice' ? kept.choices : field.choices, row.category)}
      </span>
    )
  const judge = async (category: string) => {
    setBusy(true)
    try {
      await call.change('opportunity', row.id, { forecast: category })
      const name = choiceWord(field.choices, category)
      void message.success(say(words.judged, { name: row.name, category: name }))
    } catch (error) {
      void message.error(messageOf(error), 5)
    } finally {
      setBusy(false)
      void answers.invalidateQueries({ queryKey: ['records', 'opportunity'] })
    }
  }
  return (
    <Select
      size="small"
      className="cast-category"
      aria-label={`${row.name} ${say(words.category)}`}
      value={row.category}
      loading={busy}
      disabled={busy}
      options={choiceOptions(field.choices, [row.category])}
      popupMatchSelectWidth={false}
      onChange={(next) => void judge(next)}
    />
  )
}
