// Which kinds of step are there? One line each; a kind that is forgotten does not compile.
import type { DoableStep, DoStep, StepKind } from './step.ts'
import { eachStep } from './steps/each-step.ts'
import { approvalStep, waitStep } from './steps/pause-steps.ts'
import { mailStep, messageStep, webhookStep } from './steps/tell-steps.ts'
import { actionStep, changeStep, createStep } from './steps/write-steps.ts'

const kinds: { readonly [K in DoableStep['do']]: StepKind<K> } = {
  create: createStep,
  change: changeStep,
  action: actionStep,
  message: messageStep,
  mail: mailStep,
  webhook: webhookStep,
  wait: waitStep,
  approval: approvalStep,
  each: eachStep,
}

export const doStep: DoStep = (work, step) =>
  (kinds[step.do] as StepKind<DoableStep['do']>)(work, step, doStep)
