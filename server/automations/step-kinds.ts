// Which kinds of step are there? One line each; a kind that is forgotten does not compile.
import type { Step } from '#kernel/automation/automation.ts'
import type { StepEnd, StepKind, StepWork } from './step.ts'
import { eachStep } from './steps/each-step.ts'
import { approvalStep, waitStep } from './steps/pause-steps.ts'
import { mailStep, messageStep, webhookStep } from './steps/tell-steps.ts'
import { actionStep, changeStep, createStep } from './steps/write-steps.ts'

/** A branch is no work of its own: the run goes one way or the other. */
type Doable = Exclude<Step['do'], 'branch'>

const kinds: { readonly [K in Doable]: StepKind<K> } = {
  create: createStep, change: changeStep, action: actionStep, message: messageStep, mail: mailStep, webhook: webhookStep, wait: waitStep, approval: approvalStep, each: eachStep,
}

export const doStep = <K extends Doable>(work: StepWork, step: Extract<Step, { do: K }>): Promise<StepEnd> => {
  const kind = (step as { do: Doable }).do
  return (kinds[kind] as unknown as StepKind<K>)(work, step)
}
