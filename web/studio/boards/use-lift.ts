// How does what somebody made for themselves become everybody's? It is put into the draft, with the reports that stand on it.
import { useEffect, useRef } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { App } from 'antd'
import type { Meta } from '#kernel/api/meta.ts'
import type { Block, Board } from '#kernel/view/board.ts'
import type { OwnKind } from '#kernel/view/own.ts'
import type { Report } from '#kernel/view/report.ts'
import { keys } from '#web/asks.ts'
import { call } from '#web/call.ts'
import { words } from '#web/own/words.ts'
import { say } from '#web/words.ts'
import { placedIn } from '../area-field.tsx'
import { freeName } from '../draft.ts'
import { nameFor } from '../pinyin-name.ts'
import type { Draft } from '../use-draft.ts'

type Change = readonly [path: readonly string[], value: unknown]

/** Takes up what the address asks for (`?lift=ID`), once, and goes to it under its new name. */
export function useLift(draft: Draft, kind: OwnKind, go: (name: string) => void): void {
  const { lift } = useSearch({ strict: false }) as { lift?: string }
  const { message } = App.useApp()
  // The rooms are told of the draft's application; what is people's own stands in the published one.
  const { data } = useQuery({ queryKey: keys.meta, queryFn: call.meta, staleTime: 60_000 })
  const done = useRef<string | null>(null)
  useEffect(() => {
    if (!lift || !data || done.current === lift) return
    done.current = lift
    const lifted = kind === 'report' ? liftReport(draft, data, lift) : liftBoard(draft, data, lift)
    if (!lifted) return go('')
    draft.put(...lifted.changes)
    go(lifted.name)
    void message.info(say(words.lifted))
  }, [lift, data, draft, kind, go, message])
}

interface Lifted {
  readonly name: string
  readonly changes: readonly Change[]
}

const nameOf = (
  thing: Report | Board,
  taken: Readonly<Record<string, unknown>>,
  otherwise: string,
): string => freeName(nameFor(thing.label.en) || nameFor(thing.label.zh), taken, otherwise)

function liftReport(draft: Draft, meta: Meta, id: string): Lifted | null {
  const report = meta.reports[id]
  if (!report) return null
  const name = nameOf(report, draft.shown.reports, 'report')
  return { name, changes: [[['reports', name], report]] }
}

function liftBoard(draft: Draft, meta: Meta, id: string): Lifted | null {
  const board = meta.dashboards[id]
  if (!board) return null
  const changes: Change[] = []
  const names = new Map<string, string>()
  const reports: Record<string, Report | null> = { ...draft.shown.reports }
  const blocks: Record<string, Block> = {}
  for (const [key, block] of Object.entries(board.blocks)) {
    if (!block) continue
    const own = block.kind === 'report' ? block.report : null
    if (own === null || Object.hasOwn(reports, own)) {
      blocks[key] = block
      continue
    }
    // A report that is not there any more leaves no hole for everybody.
    const report = meta.reports[own]
    if (!report) continue
    let name = names.get(own)
    if (name === undefined) {
      name = nameOf(report, reports, 'report')
      names.set(own, name)
      reports[name] = report
      changes.push([['reports', name], report])
    }
    blocks[key] = { ...block, report: name } as Block
  }
  const name = nameOf(board, draft.shown.dashboards, 'dashboard')
  const [area = ''] = Object.keys(draft.shown.areas)
  const menu = placedIn(draft, area, board.label, [`dashboard/${name}`]).changes
  return { name, changes: [...changes, [['dashboards', name], { ...board, blocks }], ...menu] }
}
