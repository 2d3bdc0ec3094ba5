// What did each campaign, or each channel, cost, and how much money came of it? Every number opens its rows.
import type { ReactNode } from 'react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { ReturnDesk, ReturnFigure, ReturnLine } from '#kernel/api/desks.ts'
import { exact } from '#kernel/money/exact.ts'
import { money, number } from '#kernel/money/written.ts'
import type { Asked } from '#web/asked.ts'
import { keys } from '#web/asks.ts'
import { send } from '#web/call.ts'
import { may, useMeta } from '#web/meta.ts'
import { DeskTable } from '#web/parts/desk-table.tsx'
import { NoAnswer } from '#web/parts/no-answer.tsx'
import { PageHead } from '#web/parts/page-head.tsx'
import { PageMissing } from '#web/parts/page-missing.tsx'
import { Segments } from '#web/parts/segments.tsx'
import { Waiting } from '#web/parts/waiting.tsx'
import { useWidth } from '#web/parts/width.ts'
import { say } from '#web/words.ts'
import '#web/marketing/campaign-return.css'

const words = {
  by: { zh: '按什么看', en: 'By' },
  campaigns: { zh: '按活动', en: 'By campaign' },
  channels: { zh: '按渠道', en: 'By channel' },
  year: { zh: '开始于', en: 'Began in' },
  all_years: { zh: '全部年份', en: 'All years' },
  cost: { zh: '费用', en: 'Cost' },
  budget: { zh: '预算', en: 'Budget' },
  leads: { zh: '线索', en: 'Leads' },
  qualified: { zh: '合格', en: 'Qualified' },
  won: { zh: '赢单', en: 'Won' },
  amount: { zh: '合同额', en: 'Contracts' },
  cash: { zh: '已回款', en: 'Cash received' },
  per_lead: { zh: '每条线索', en: 'Per lead' },
  ratio: { zh: '回款 ÷ 费用', en: 'Cash ÷ cost' },
  total: { zh: '合计', en: 'Total' },
  without: { zh: '没有市场活动的', en: 'Of no campaign' },
  no_channel: { zh: '未填渠道', en: 'No channel' },
  none: { zh: '还没有市场活动', en: 'There is no campaign yet' },
  none_help: {
    zh: '建一个市场活动，填上费用，再让线索带上它：表单可以预设，导入可以映射。',
    en: 'Make a campaign with its cost, and let leads carry it: forms preset it, imports map it.',
  },
  rule: {
    zh: '归因按首次触达：线索记下带来它的活动，转化出的商机沿用，合同、发票和回款随商机；没有线索的商机按其所填活动。合同额为已签订、履行中、已完成的合同，含税；已回款为核销到这些合同发票的金额。均为 {currency}，不限时间：活动结束后收到的钱也算它的。',
    en: 'First touch: a lead has the campaign that brought it, its opportunity takes it over, and contracts, invoices and money follow the opportunity; an opportunity without a lead has the campaign filled in. Contracts are those signed, active or completed, with tax; cash is what was allocated to their invoices. All in {currency}, whenever it came: money after the end of a campaign is its own, too.',
  },
  partial: {
    zh: '部分数据：只算您能看到的记录。',
    en: 'A part: only records that you may see are counted.',
  },
  missing: {
    zh: '{n} 笔外币没有汇率，未计入。',
    en: '{n} {n:document|documents} in other currencies {n:has|have} no rate and {n:is|are} not in it.',
  },
} as const

export default function CampaignReturnPage() {
  const meta = useMeta()
  return meta.desks.return && may(meta.objects.campaign, 'read') ? <Desk /> : <PageMissing />
}

type By = 'campaigns' | 'channels'

function Desk() {
  const asked = useSearch({ strict: false }) as Asked
  const navigate = useNavigate()
  const by: By = asked.by === 'channels' ? 'channels' : 'campaigns'
  const year = asked.year ?? ''
  const phone = useWidth() === 'phone'
  const desk = useQuery({
    queryKey: keys.sum('campaign', 'return', year),
    queryFn: () => send<ReturnDesk>('GET', `/api/v1/desk/return${year && `?year=${year}`}`),
    placeholderData: (before) => before,
  })
  const go = (more: Asked) =>
    void navigate({ to: '/desk/return', search: { ...asked, ...more }, replace: true })
  const { data } = desk
  return (
    <>
      <PageHead title={say(useMeta().desks.return!.label)} />
      {!data && desk.error ? (
        <NoAnswer error={desk.error} refetch={desk.refetch} />
      ) : !data ? (
        <Waiting />
      ) : (
        <div className="cr">
          <div className="cr-tools">
            <Segments
              label={say(words.by)}
              value={by}
              options={(['campaigns', 'channels'] as const).map((value) => ({
                value,
                label: say(words[value]),
              }))}
              onChange={(next) => go({ by: next })}
            />
            {data.years.length > 1 && (
              <Segments
                label={say(words.year)}
                value={year}
                options={[
                  { value: '', label: say(words.all_years) },
                  ...data.years.slice(0, 5).map((one) => ({
                    value: String(one),
                    label: String(one),
                  })),
                ]}
                onChange={(next) => go({ year: next })}
              />
            )}
          </div>
          {data.campaigns.length === 0 ? (
            <div className="cr-none">
              <p>{say(words.none)}</p>
              <p className="ink-3">{say(words.none_help)}</p>
            </div>
          ) : phone ? (
            <List data={data} by={by} />
          ) : (
            <Table data={data} by={by} />
          )}
          <div className="cr-words small ink-3">
            <p>{say(words.rule, { currency: data.currency })}</p>
            {data.partial && <p className="warn">{say(words.partial)}</p>}
            {missingOf(data) > 0 && (
              <p className="warn">{say(words.missing, { n: missingOf(data) })}</p>
            )}
          </div>
        </div>
      )}
    </>
  )
}

const missingOf = ({ total, without }: ReturnDesk): number =>
  total.missing + (without?.missing ?? 0)

/** Which lines are there, and how is each called? */
function useLines(data: ReturnDesk, by: By): { lines: readonly Told[]; sums: readonly Told[] } {
  const { objects } = useMeta()
  const channels = objects.campaign?.fields.channel
  const channelOf = (line: ReturnLine): string => {
    const choice =
      channels?.kind === 'choice' && line.channel ? channels.choices[line.channel] : undefined
    return choice ? say(choice.label) : (line.channel ?? say(words.no_channel))
  }
  return {
    lines: data[by].map((line) => ({
      key: line.id ?? line.channel ?? '',
      line,
      name: line.id ? (
        <>
          <Link
            to="/o/$object/$id"
            params={{ object: 'campaign', id: line.id }}
            className="ellipsis"
          >
            {line.name}
          </Link>
          <span className="small ink-3">
            {[line.starts_on, line.channel && channelOf(line)].filter(Boolean).join(' · ')}
          </span>
        </>
      ) : (
        channelOf(line)
      ),
    })),
    sums: [
      { key: 'total', line: data.total, name: say(words.total) },
      ...(data.without ? [{ key: 'without', line: data.without, name: say(words.without) }] : []),
    ],
  }
}

interface Told {
  readonly key: string
  readonly line: ReturnLine
  readonly name: ReactNode
}

const figures = [
  'budget',
  'cost',
  'leads',
  'per_lead',
  'qualified',
  'won',
  'amount',
  'cash',
  'ratio',
] as const
type Figure = (typeof figures)[number]

function Table({ data, by }: { data: ReturnDesk; by: By }) {
  const { lines, sums } = useLines(data, by)
  const { campaign } = useMeta().objects
  const row = ({ key, line, name }: Told) => (
    <tr key={key}>
      <th scope="row">
        <span className="cr-name">{name}</span>
      </th>
      {figures.map((figure) => (
        <td key={figure} className={quiet.has(figure) ? 'num ink-2' : 'num'}>
          <Value line={line} figure={figure} currency={data.currency} />
        </td>
      ))}
    </tr>
  )
  return (
    <DeskTable className="cr-rows" label={say(words[by])}>
      <table>
        <thead>
          <tr>
            <th scope="col">
              {campaign &&
                say(
                  by === 'campaigns' ? campaign.label : (campaign.fields.channel ?? campaign).label,
                )}
            </th>
            {figures.map((figure) => (
              <th key={figure} scope="col" className="num">
                {say(words[figure])}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{lines.map(row)}</tbody>
        <tfoot>{sums.map(row)}</tfoot>
      </table>
    </DeskTable>
  )
}

/** On a phone: each with what came of its money, and below it the figures that this follows from. */
function List({ data, by }: { data: ReturnDesk; by: By }) {
  const { lines, sums } = useLines(data, by)
  const item = ({ key, line, name }: Told, isSum: boolean) => (
    <li key={key} className={isSum ? 'sum' : undefined}>
      <div className="desk-line">
        {isSum ? <b>{name}</b> : <span className="cr-name">{name}</span>}
        {timesOf(line) && (
          <span className="num">
            <span className="small ink-3">{say(words.ratio)}</span> <b>{timesOf(line)}</b>
          </span>
        )}
      </div>
      <dl className="desk-figures">
        {figures
          .filter((figure) => figure !== 'ratio' && isKnown(line, figure))
          .map((figure) => (
            <div key={figure}>
              <dt>{say(words[figure])}</dt>
              <dd>
                <Value line={line} figure={figure} currency={data.currency} />
              </dd>
            </div>
          ))}
      </dl>
    </li>
  )
  return (
    <ul className="desk-list cr-list" aria-label={say(words[by])}>
      {lines.map((one) => item(one, false))}
      {sums.map((one) => item(one, true))}
    </ul>
  )
}

/** What explains the others. */
const quiet: ReadonlySet<Figure> = new Set(['budget', 'per_lead'])

const from: Readonly<Record<ReturnFigure, string>> = {
  leads: 'lead',
  qualified: 'lead',
  won: 'opportunity',
  amount: 'contract',
  cash: 'allocation',
}

const isOpened = (figure: Figure): figure is ReturnFigure => figure in from

const isKnown = (line: ReturnLine, figure: Figure): boolean =>
  figure === 'ratio'
    ? timesOf(line) !== ''
    : (figure === 'per_lead' ? perLead(line) : line[figure]) !== null

/** One figure; what counts rows opens them. */
function Value({ line, figure, currency }: { line: ReturnLine; figure: Figure; currency: string }) {
  if (!isKnown(line, figure)) return null
  if (figure === 'ratio') return timesOf(line)
  if (figure === 'per_lead') return money(perLead(line)!, currency, currency)
  const value = line[figure]!
  const shown = typeof value === 'number' ? number(value) : money(value, currency, currency)
  if (!isOpened(figure)) return shown
  return Number(value) === 0 ? (
    <span className="ink-3">{shown}</span>
  ) : (
    <Link to="/o/$object" params={{ object: from[figure] }} search={{ filter: line.opens[figure] }}>
      {shown}
    </Link>
  )
}

const perLead = ({ cost, leads }: ReturnLine): string | null => divided(cost, leads, 2)

/** Empty where there is nothing to divide by. */
const divided = (
  value: string | null,
  by: number | string | null,
  digits: number,
): string | null =>
  value === null || by === null || exact(String(by)).isZero()
    ? null
    : exact(value)
        .div(exact(String(by)))
        .toFixed(digits)

const timesOf = ({ cash, cost }: ReturnLine): string => {
  const times = divided(cash, cost, 1)
  return times === null ? '' : say({ zh: '{n} 倍', en: '{n} ×' }, { n: times })
}
