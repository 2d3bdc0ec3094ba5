// What did each campaign, or each channel, cost, and how much money came of it? Every number opens its rows.
import type { ReactNode } from 'react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import type { ReturnDesk, ReturnFigure, ReturnLine } from '#kernel/api/desks.ts'
import { exact } from '#kernel/money/exact.ts'
import { money, number } from '#kernel/money/written.ts'
import type { Asked } from '#web/asked.ts'
import { keys } from '#web/asks.ts'
import { send } from '#web/call.ts'
import { may, useMeta } from '#web/meta.ts'
import { PageHead } from '#web/parts/page-head.tsx'
import { PageMissing } from '#web/parts/page-missing.tsx'
import { Segments } from '#web/parts/segments.tsx'
import { Waiting } from '#web/parts/waiting.tsx'
import { say, t } from '#web/words.ts'
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
    en: '{n} documents in other currencies have no rate and are not in it.',
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
        <div className="page-note" role="alert">
          <p>{desk.error.message}</p>
          <Button onClick={() => void desk.refetch()}>{t('again')}</Button>
        </div>
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

function Table({ data, by }: { data: ReturnDesk; by: By }) {
  const { objects } = useMeta()
  const channels = objects.campaign?.fields.channel
  const channelOf = (line: ReturnLine): string => {
    const choice =
      channels?.kind === 'choice' && line.channel ? channels.choices[line.channel] : undefined
    return choice ? say(choice.label) : (line.channel ?? say(words.no_channel))
  }
  return (
    <div className="cr-table" tabIndex={0} role="region" aria-label={say(words[by])}>
      <table>
        <thead>
          <tr>
            <th scope="col">
              {by === 'campaigns'
                ? objects.campaign && say(objects.campaign.label)
                : channels && say(channels.label)}
            </th>
            {(
              [
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
            ).map((name) => (
              <th key={name} scope="col" className="num">
                {say(words[name])}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data[by].map((line) => (
            <Line
              key={line.id ?? line.channel ?? ''}
              line={line}
              currency={data.currency}
              name={
                line.id ? (
                  <>
                    <Link to="/o/$object/$id" params={{ object: 'campaign', id: line.id }}>
                      {line.name}
                    </Link>
                    <span className="small ink-3">
                      {[line.starts_on, line.channel && channelOf(line)]
                        .filter(Boolean)
                        .join(' · ')}
                    </span>
                  </>
                ) : (
                  channelOf(line)
                )
              }
            />
          ))}
        </tbody>
        <tfoot>
          <Line line={data.total} currency={data.currency} name={say(words.total)} />
          {data.without && (
            <Line line={data.without} currency={data.currency} name={say(words.without)} />
          )}
        </tfoot>
      </table>
    </div>
  )
}

const from: Readonly<Record<ReturnFigure, string>> = {
  leads: 'lead',
  qualified: 'lead',
  won: 'opportunity',
  amount: 'contract',
  cash: 'allocation',
}

function Line({ line, currency, name }: { line: ReturnLine; currency: string; name: ReactNode }) {
  const amount = (value: string | null) => (value === null ? '' : money(value, currency, currency))
  const opened = (figure: ReturnFigure, shown: string) => (
    <td className="num">
      {line[figure] === null ? (
        ''
      ) : Number(line[figure]) === 0 ? (
        <span className="ink-3">{shown}</span>
      ) : (
        <Link
          to="/o/$object"
          params={{ object: from[figure] }}
          search={{ filter: line.opens[figure] }}
        >
          {shown}
        </Link>
      )}
    </td>
  )
  const count = (value: number | null) => (value === null ? '' : number(value))
  return (
    <tr>
      <th scope="row">
        <span className="cr-name">{name}</span>
      </th>
      <td className="num ink-2">{amount(line.budget)}</td>
      <td className="num">{amount(line.cost)}</td>
      {opened('leads', count(line.leads))}
      <td className="num ink-2">{amount(divided(line.cost, line.leads, 2))}</td>
      {opened('qualified', count(line.qualified))}
      {opened('won', count(line.won))}
      {opened('amount', amount(line.amount))}
      {opened('cash', amount(line.cash))}
      <td className="num">{timesOf(line)}</td>
    </tr>
  )
}

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
