// Which kinds of step are there? One line each; a kind that is forgotten does not compile.
import type { Step } from '#kernel/automation/automation.ts'
import type { StepEnd, StepKind, StepWork } from './step.ts'
import { approvalStep, waitStep } from './steps/pause-steps.ts'
import { mailStep, messageStep, webhookStep } from './steps/tell-steps.ts'
import { actionStep, changeStep, createStep } from './steps/write-steps.ts'

const kinds: { readonly [K in Step['do']]: StepKind<K> } = {
  create: createStep, change: changeStep, action: actionStep, message: messageStep, mail: mailStep, webhook: webhookStep, wait: waitStep, approval: approvalStep,
}

export const doStep = <K extends Step['do']>(work: StepWork, step: Extract<Step, { do: K }>): Promise<StepEnd> =>
  (kinds[step.do] as StepKind<K>)(work, step)
