// How are the stages called through which an approval may lead?
import type { ApprovalFlow } from '#kernel/lifecycle/approval.ts'
import type { Stage } from '#kernel/lifecycle/lifecycle.ts'
import { say } from '#web/words.ts'
import { wholeOf } from '../flow/lifecycle-edit.ts'
import type { Draft } from '../use-draft.ts'

type Shown = Draft['shown']

/** The stages of the flow's object. */
export function stagesIn({ objects }: Shown, { object }: ApprovalFlow): Record<string, Stage> {
  const lifecycle = objects[object]?.lifecycle
  return lifecycle ? wholeOf(lifecycle).stages : {}
}

export const stageWords = (model: Shown, flow: ApprovalFlow, stage: string): string =>
  say(stagesIn(model, flow)[stage]?.label ?? { zh: stage, en: stage })
