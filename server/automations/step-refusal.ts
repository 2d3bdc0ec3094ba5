// Why could a step not be done, in the words of people? Fields by what they are called, not by their names.
import type { App } from '#kernel/app.ts'
import type { Step } from '#kernel/automation/automation.ts'
import type { Refusal, Words } from '#kernel/error.ts'
import { placeLabel } from '#kernel/field-label.ts'
import { wordsOf } from '#server/jobs/run-long.ts'

/** `object`: whose record the step is done for; a step that makes a record is refused for the fields of that one. */
export function stepRefusal(
  app: App,
  step: Step | null | undefined,
  object: string,
  refusal: Refusal,
): Words {
  const of = app.objects[step?.do === 'create' ? step.object : object]
  return wordsOf(refusal, (path) => placeLabel(of, path))
}
