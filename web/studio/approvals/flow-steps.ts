// What becomes of an approval flow when a step of it comes, goes, or changes its place?
import { type ApprovalFlow, type ApprovalStep, stepsInOrder } from '#kernel/lifecycle/approval.ts'
import { freeName } from '../draft.ts'

/** The names of its steps, as they follow each other. */
const namesOf = (flow: ApprovalFlow): string[] => Object.keys(stepsInOrder(flow))

/** With the step as it is now; null takes it out. */
export function withStep(
  flow: ApprovalFlow,
  name: string,
  step: ApprovalStep | null,
): ApprovalFlow {
  const { [name]: _before, ...rest } = flow.steps
  return { ...flow, steps: step === null ? rest : { ...flow.steps, [name]: step } }
}

/** With one more, behind the one that is named, or at the end. */
export function withNewStep(
  flow: ApprovalFlow,
  behind: string | null,
  step: ApprovalStep,
): { flow: ApprovalFlow; name: string } {
  const names = namesOf(flow)
  const name = freeName(`step_${names.length + 1}`, flow.steps, 'step')
  const at = behind === null ? names.length : names.indexOf(behind) + 1
  const order = [...names.slice(0, at), name, ...names.slice(at)]
  return {
    name,
    flow: {
      ...flow,
      steps: { ...flow.steps, [name]: step },
      ...(at < names.length && { order }),
    },
  }
}

/** With the step one place earlier or later; null where it is the first or last. */
export function withShifted(flow: ApprovalFlow, name: string, by: -1 | 1): ApprovalFlow | null {
  const names = namesOf(flow)
  const at = names.indexOf(name)
  const other = names[at + by]
  return other === undefined ? null : { ...flow, order: names.with(at, other).with(at + by, name) }
}
