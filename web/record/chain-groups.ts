// How do the records of one business stand in the line? Grouped by object, each group with one mark.
import type { Chain, ChainNode } from '#kernel/api/record-page.ts'
import type { Meta, MetaObject } from '#kernel/api/meta.ts'

export type Mark = 'done' | 'current' | 'waiting' | 'lost' | 'to-come'

export interface ChainGroup {
  readonly object: MetaObject
  readonly nodes: readonly ChainNode[]
  readonly mark: Mark
  /** The record that stands for the group: this page's own, else the newest that is not lost. */
  readonly lead: ChainNode | null
  /** The line that leads to it is a full one: something here or further on exists already. */
  readonly reached: boolean
}

/** Links between others, not stops of their own. */
const between = (object: MetaObject): boolean => Boolean(object.by_actions_only || object.parent)

/**
 * The stops in the order of the business. What comes before the first one that exists is left out
 * (a deal without a lead starts at the deal); what comes after the last is still to come.
 */
export function chainGroups(meta: Meta, chain: Chain): ChainGroup[] {
  const stops = Object.values(meta.objects)
    .filter((object) => object.chain && !between(object))
    .sort((a, b) => a.chain!.order - b.chain!.order)
  const groups = stops
    .map((object) =>
      groupOf(
        object,
        chain.nodes.filter((node) => node.object === object.name),
      ),
    )
    .filter((group) => group.nodes.length > 0 || !group.object.chain!.seldom)
  const first = groups.findIndex((group) => group.nodes.length > 0)
  if (first < 0) return []
  const last = groups.findLastIndex((group) => group.nodes.length > 0)
  return groups.slice(first).map((group, at) => ({ ...group, reached: at + first <= last }))
}

function groupOf(object: MetaObject, nodes: readonly ChainNode[]): Omit<ChainGroup, 'reached'> {
  const current = nodes.find((node) => node.kind === 'current')
  const alive = nodes.filter((node) => node.kind !== 'lost')
  const waiting = alive.some((node) => node.kind === 'waiting')
  const mark: Mark = current
    ? 'current'
    : !nodes.length
      ? 'to-come'
      : !alive.length
        ? 'lost'
        : waiting
          ? 'waiting'
          : 'done'
  return { object, nodes, mark, lead: current ?? alive.at(-1) ?? nodes.at(-1) ?? null }
}

/** Received ÷ contract in percent for the width of a bar, 0–100; no amount is shown from it. */
export function cashShare(cash: NonNullable<Chain['cash']>): number {
  const contract = Number(cash.contract)
  if (!(contract > 0)) return 0
  return Math.max(0, Math.min(100, (Number(cash.received) / contract) * 100))
}
