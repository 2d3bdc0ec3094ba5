// Did the version help? The same span before and after it: days per stage, how many go on, how many were won.
import { useQuery } from '@tanstack/react-query'
import type { ModelFigures, ModelPeriod } from '#kernel/api/model.ts'
import { admin } from '#web/admin/admin-calls.ts'
import { Answer } from '#web/admin/answer.tsx'
import { percent } from '#kernel/money/written.ts'
import { say } from '#web/words.ts'

const words = {
  span: {
    zh: '发布前后各 {n} 天，来自流转日志',
    en: '{n} {n:day|days} before and after, from the log',
  },
  stage: { zh: '阶段', en: 'Stage' },
  days: { zh: '停留天数（中位）', en: 'Median days' },
  onward: { zh: '继续前进', en: 'Went on' },
  count: { zh: '离开的记录', en: 'Records that left' },
  rate: { zh: '赢单率', en: 'Win rate' },
  none: { zh: '这段时间里没有记录走过阶段。', en: 'No record passed a stage in this time.' },
} as const

/** Of the objects that the version changed; of all where it changed none of those with stages. */
export function Figures({ version, about }: { version: number; about: ReadonlySet<string> }) {
  const figures = useQuery({
    queryKey: ['model', 'figures', version],
    queryFn: () => admin.figures(version),
    staleTime: 60_000,
  })
  return <Answer of={figures}>{(data) => <Table data={data} about={about} />}</Answer>
}

function Table({ data, about }: { data: ModelFigures; about: ReadonlySet<string> }) {
  const all = [...new Set([...data.before.objects, ...data.after.objects].map((one) => one.object))]
  const own = all.filter((name) => about.has(name))
  const names = own.length ? own : all
  if (!names.length) return <p className="ink-3">{say(words.none)}</p>
  return (
    <div className="figures adm-scroll">
      <p className="ink-3 small">{say(words.span, { n: data.days })}</p>
      <table className="adm-table">
        <thead>
          <tr>
            <th scope="col">{say(words.stage)}</th>
            <th scope="col" className="num">
              {say(words.days)}
            </th>
            <th scope="col" className="num">
              {say(words.onward)}
            </th>
            <th scope="col" className="num">
              {say(words.count)}
            </th>
          </tr>
        </thead>
        {names.map((name) => (
          <Body key={name} before={of(data.before, name)} after={of(data.after, name)} />
        ))}
      </table>
    </div>
  )
}

type One = ModelPeriod['objects'][number]
const of = (period: ModelPeriod, name: string): One | undefined =>
  period.objects.find((one) => one.object === name)

function Body({ before, after }: { before: One | undefined; after: One | undefined }) {
  const one = after ?? before
  if (!one) return null
  const stages = [
    ...new Map(
      [...(before?.stages ?? []), ...(after?.stages ?? [])].map((it) => [it.stage, it.label]),
    ).entries(),
  ]
  const was = (stage: string) => before?.stages.find((it) => it.stage === stage)
  const is = (stage: string) => after?.stages.find((it) => it.stage === stage)
  const share = (value: string | null | undefined) =>
    value ? percent(Number(value) * 100, 0) : '—'
  return (
    <tbody>
      <tr className="figures-object">
        <th scope="rowgroup">{say(one.label)}</th>
        <td className="num" colSpan={3}>
          {(before?.rate ?? after?.rate) && (
            <>
              {say(words.rate)} <Pair from={share(before?.rate)} to={share(after?.rate)} />
            </>
          )}
        </td>
      </tr>
      {stages.map(([stage, label]) => (
        <tr key={stage}>
          <td>{say(label)}</td>
          <td className="num">
            <Pair from={was(stage)?.days ?? '—'} to={is(stage)?.days ?? '—'} />
          </td>
          <td className="num">
            <Pair from={share(was(stage)?.onward)} to={share(is(stage)?.onward)} />
          </td>
          <td className="num">
            <Pair from={String(was(stage)?.count ?? 0)} to={String(is(stage)?.count ?? 0)} />
          </td>
        </tr>
      ))}
    </tbody>
  )
}

const Pair = ({ from, to }: { from: string; to: string }) => (
  <>
    <span className="ink-3">{from} →</span> <b>{to}</b>
  </>
)
