// How does the company come from lead to cash? Every lifecycle in the order of the chain, on one page, to print or to take along.
import { listed } from '#web/admin/listed.ts'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons'
import type { AppObject } from '#kernel/app.ts'
import { type Lane, toBpmn } from '#kernel/lifecycle/bpmn.ts'
import { limitOf, type Stage } from '#kernel/lifecycle/lifecycle.ts'
import { number, shortText } from '#kernel/money/written.ts'
import { useMeta } from '#web/meta.ts'
import { durationWords } from '#web/parts/duration.ts'
import { PageHead } from '#web/parts/page-head.tsx'
import { language, say } from '#web/words.ts'
import { flowCalls, flowKeys } from '../flow/flow-calls.ts'
import { flowsOf } from '../flow/lifecycle-view.tsx'
import { wholeOf } from '../flow/lifecycle-edit.ts'
import { whomWords } from '../flow/whom-field.tsx'
import type { RoomProps } from '../room.ts'
import type { Draft } from '../use-draft.ts'
import './map.css'

const words = {
  print: { zh: '打印', en: 'Print' },
  bpmn: { zh: '导出 BPMN', en: 'Export BPMN' },
  records: { zh: '{n} 条', en: '{n}' },
  conditions: { zh: '{n} 项条件', en: '{n} {n:condition|conditions}' },
  approval: { zh: '审批：{flow}', en: 'Approval: {flow}' },
  born: { zh: '来自 {objects}', en: 'from {objects}' },
  title: { zh: '{company} · 从线索到回款', en: '{company} · From lead to cash' },
  ends: { zh: '或', en: 'or' },
} as const

/** Objects of the chain that have stages, as they follow each other. */
function chainOf(draft: Draft): AppObject[] {
  return (Object.values(draft.shown.objects) as AppObject[])
    .filter((one) => one.chain && one.lifecycle)
    .sort((a, b) => a.chain!.order - b.chain!.order)
}

export default function MapRoom({ draft, title }: RoomProps) {
  const { company } = useMeta()
  const chain = chainOf(draft)
  const names = new Set(chain.map((one) => one.name))
  const take = () => {
    const lanes = chain.map((one): Lane => ({
      name: one.name,
      label: one.label,
      lifecycle: wholeOf(one.lifecycle!),
      approvals: flowsOf(draft, one.name),
      from: (one.chain?.from ?? []).filter((parent) => names.has(parent)),
    }))
    const xml = toBpmn(lanes, language(), company.name)
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob([xml], { type: 'application/xml' }))
    link.download = `${say({ zh: '从线索到回款', en: 'lead-to-cash' })}.bpmn`
    link.click()
    URL.revokeObjectURL(link.href)
  }
  return (
    <>
      <PageHead
        title={title}
        actions={
          <>
            <Button icon={<DownloadOutlined />} onClick={take}>
              {say(words.bpmn)}
            </Button>
            <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
              {say(words.print)}
            </Button>
          </>
        }
      />
      <div className="map" tabIndex={0} role="region" aria-label={title}>
        <h2 className="map-title">{say(words.title, { company: company.name })}</h2>
        <ol className="map-lanes">
          {chain.map((one) => (
            <MapLane key={one.name} draft={draft} object={one} />
          ))}
        </ol>
      </div>
    </>
  )
}

function MapLane({ draft, object }: { draft: Draft; object: AppObject }) {
  const lifecycle = wholeOf(object.lifecycle!)
  const flows = Object.values(flowsOf(draft, object.name))
  const figures = useQuery({
    queryKey: flowKeys.figures(object.name, JSON.stringify(lifecycle.stages)),
    queryFn: () => flowCalls.figures(object.name, draft.patch),
    retry: false,
  })
  const entries = Object.entries(lifecycle.stages)
  const line = [
    ...entries.filter(([, stage]) => (stage.kind ?? 'open') === 'open'),
    ...entries.filter(([, stage]) => stage.kind === 'won'),
  ]
  const lost = entries.filter(([, stage]) => stage.kind === 'lost')
  const asked = (to: string, from: string | undefined): number => {
    const move = Object.values(lifecycle.moves).find(
      (one) => one.to === to && from !== undefined && one.from.includes(from),
    )
    return (
      (move?.gate?.require?.length ?? 0) +
      Object.values(move?.gate?.checks ?? {}).filter(Boolean).length
    )
  }
  const from = (object.chain?.from ?? []).flatMap((name) => draft.shown.objects[name]?.label ?? [])
  const card = ([name, stage]: [string, Stage]) => {
    const figure = figures.data?.stages[name]
    const limit = limitOf(stage)
    const flow = flows.find((one) => one.waiting === name)
    const who =
      stage.raci?.responsible?.map((one) => whomWords(draft.shown, object.name, one)) ?? []
    return (
      <div className={`map-stage ${stage.kind ?? 'open'}`}>
        <b>{say(stage.label)}</b>
        <span className="ink-3">
          {figure && say(words.records, { n: number(String(figure.n)) })}
          {figure?.sum && Number(figure.sum) > 0 && ` · ${shortText(figure.sum, language())}`}
        </span>
        {limit && <span className="ink-3">{durationWords(limit)}</span>}
        {who.length > 0 && <span className="ink-3">{listed(who)}</span>}
        {flow && <span className="map-asks">{say(words.approval, { flow: say(flow.label) })}</span>}
      </div>
    )
  }
  return (
    <li className="map-lane">
      <header>
        <b>{say(object.label)}</b>
        {from.length > 0 && (
          <span className="ink-3 small">
            {say(words.born, { objects: listed(from.map((label) => say(label))) })}
          </span>
        )}
      </header>
      <ol>
        {line.map(([name, stage], at) => {
          const n = asked(name, line[at - 1]?.[0])
          return (
            <li key={name}>
              {at > 0 && (
                <span className="map-way">
                  {n > 0 ? <i title={say(words.conditions, { n })}>{n}</i> : null}
                </span>
              )}
              {card([name, stage])}
            </li>
          )
        })}
        {lost.length > 0 && <li className="map-or ink-3">{say(words.ends)}</li>}
        {lost.map(([name, stage]) => (
          <li key={name}>{card([name, stage])}</li>
        ))}
      </ol>
    </li>
  )
}
