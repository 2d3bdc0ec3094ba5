// Which reports and dashboards are the person's own or shared with them, and what is a copy of one?
import type { Meta } from '#kernel/api/meta.ts'
import { living } from '#kernel/merge.ts'
import type { Block, Board, BoardFilter } from '#kernel/view/board.ts'
import type { OwnCard, OwnKind } from '#kernel/view/own.ts'
import type { Report } from '#kernel/view/report.ts'
import { fieldAt, may } from '#web/meta.ts'

export interface Own {
  readonly kind: OwnKind
  readonly id: string
  readonly card: OwnCard
  readonly thing: Report | Board
  /** It can't be opened as it is now. */
  readonly unfit: boolean
}

export const pageAt = (kind: OwnKind) => (kind === 'report' ? '/r/$name' : '/d/$name')
export const editAt = (kind: OwnKind) => (kind === 'report' ? '/r/$name/edit' : '/d/$name/edit')

/** Dashboards first, each kind in the order of names. */
export function ownOf(meta: Meta): Own[] {
  const { reports, dashboards } = meta.own
  return [
    ...Object.entries(dashboards).flatMap(([id, card]): Own[] => {
      const thing = meta.dashboards[id]
      return thing ? [{ kind: 'dashboard', id, card, thing, unfit: false }] : []
    }),
    ...Object.entries(reports).flatMap(([id, { unfit, ...card }]): Own[] => {
      const thing = unfit ?? meta.reports[id]
      return thing ? [{ kind: 'report', id, card, thing, unfit: unfit !== undefined }] : []
    }),
  ]
}

export const cardOf = (meta: Meta, kind: OwnKind, id: string): OwnCard | undefined => {
  const cards: Readonly<Record<string, OwnCard>> =
    kind === 'report' ? meta.own.reports : meta.own.dashboards
  return Object.hasOwn(cards, id) ? cards[id] : undefined
}

/** Names of the person's dashboards on which a report stands. */
export const boardsWith = (meta: Meta, report: string): string[] =>
  ownOf(meta)
    .filter(
      ({ kind, card, thing }) =>
        kind === 'dashboard' &&
        card.mine &&
        Object.values((thing as Board).blocks).some(
          (block) => block?.kind === 'report' && block.report === report,
        ),
    )
    .map(({ card }) => card.name)

/** A copy for oneself: only what one sees of it. */
export function copyOf(meta: Meta, thing: Report | Board): Report | Board {
  const label = { zh: `${thing.label.zh}（副本）`, en: `${thing.label.en} (copy)` }
  if (!('blocks' in thing)) return { ...thing, label }
  const { roles: _, filters, ...rest } = thing
  const seen = Object.entries(living(filters)).flatMap(([name, one]) => {
    const kept = seenFilter(meta, one)
    return kept ? [[name, kept] as const] : []
  })
  return {
    ...rest,
    label,
    ...(seen.length ? { filters: Object.fromEntries(seen) } : {}),
    blocks: Object.fromEntries(
      Object.entries(living(thing.blocks)).filter(([, block]) => isSeen(meta, block)),
    ),
  }
}

function isSeen(meta: Meta, block: Block): boolean {
  switch (block.kind) {
    case 'report':
      return Object.hasOwn(meta.reports, block.report)
    case 'list':
      return may(meta.objects[block.object], 'read')
    case 'form':
      return may(meta.objects[block.object], 'create')
    case 'button':
      return block.create === undefined || may(meta.objects[block.create], 'create')
    default:
      return true
  }
}

function seenFilter(meta: Meta, filter: BoardFilter): BoardFilter | null {
  if (!filter.on) return filter
  const on = Object.entries(filter.on).filter(([object, path]) => fieldAt(meta, object, path))
  return on.length ? { ...filter, on: Object.fromEntries(on) } : null
}

/** One name for both languages, as its maker types it. */
export const named = <T extends Report | Board>(thing: T, name: string): T => ({
  ...thing,
  label: { zh: name, en: name },
})
