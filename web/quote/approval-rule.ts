// Would submitting ask somebody for a yes, and because of which lines? The flow's own formula, asked live.
import type { Meta } from '#kernel/api/meta.ts'
import type { Words } from '#kernel/error.ts'
import type { Values } from '#kernel/object.ts'
import { holds } from '#web/form/holds.ts'

/** What the window may know of a flow. */
export interface FlowFacts {
  readonly object: string
  readonly label: Words
  readonly if?: string
  readonly steps: Readonly<Record<string, { readonly label: Words; readonly if?: string } | null>>
}

/** The flows of an object, where the server tells of them. */
export function flowsOf(meta: Meta, object: string): FlowFacts[] {
  return Object.values(meta.approvals).filter((flow) => flow.object === object)
}

export interface Verdict {
  readonly flow: FlowFacts
  readonly asked: boolean
  /** Places of the lines, from 0, each of which alone makes it true. */
  readonly lines: readonly number[]
  /** Those of which the price is below the floor, where the rule asks for that. */
  readonly floor: readonly number[]
  /** Who would be asked, one after the other. */
  readonly steps: readonly Words[]
  /** The largest discount that would not, where the rule is about it. */
  readonly limit: string | null
}

export function verdictOf(meta: Meta, object: string, flow: FlowFacts, document: Values): Verdict {
  const lines = Array.isArray(document.lines) ? (document.lines as Values[]) : []
  const formula = flow.if ?? 'true'
  const asked = holds(meta, object, formula, document, false)
  // Only a rule about lines is broken by one of them.
  const above: Values = { below_floor: false }
  const alone =
    asked && /\blines\b/.test(formula)
      ? lines.flatMap((line, at) =>
          holds(meta, object, formula, { ...document, lines: [{ ...line, ...above }] }, false)
            ? [at]
            : [],
        )
      : []
  const floor =
    asked && /\bbelow_floor\b/.test(formula)
      ? lines.flatMap((line, at) => (line.below_floor === true ? [at] : []))
      : []
  const steps = Object.values(flow.steps).flatMap((step) =>
    step && holds(meta, object, step.if ?? 'true', document, true) ? [step.label] : [],
  )
  const limit = /discount_percent\s*>\s*(\d+(?:\.\d+)?)/.exec(formula)?.[1] ?? null
  return { flow, asked, lines: alone, floor, steps, limit }
}
