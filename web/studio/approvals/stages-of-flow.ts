// Through which stages does a new approval lead? The one that is called so, the one behind it, and back to the one before.
import type { Words } from '#kernel/error.ts'

const asks = /审批|审核|批准中|approv|review/i

export interface FlowStages {
  readonly waiting: string
  readonly approved: string
  readonly rejected: string
  readonly returned: string
}

/** `stages` in their order; where none is called so, the second one waits. */
export function stagesOfFlow(
  stages: Readonly<Record<string, { readonly label: Words; readonly kind?: string }>>,
): FlowStages {
  const names = Object.keys(stages)
  const found = names.findIndex((one) =>
    asks.test(`${stages[one]!.label.zh} ${stages[one]!.label.en}`),
  )
  const at = found > 0 ? found : Math.min(1, names.length - 1)
  const waiting = names[at] ?? ''
  const before = names[Math.max(0, at - 1)] ?? waiting
  const approved = names.slice(at + 1).find((one) => stages[one]?.kind !== 'lost') ?? waiting
  return { waiting, approved, rejected: before, returned: before }
}
