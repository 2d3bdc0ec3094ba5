// Which word stands for a stored value? Pure: of choices, and of stages as if they were choices.
import type { Meta } from '#kernel/api/meta.ts'
import type { Choice } from '#kernel/field.ts'
import { say } from '#web/words.ts'

export type Choices = Readonly<Record<string, Choice | null>>

/** The word of a value; a value that no longer exists is shown as it is stored. */
export const choiceWord = (choices: Choices, value: unknown): string => {
  const choice = typeof value === 'string' ? choices[value] : undefined
  return choice ? say(choice.label) : value === null || value === undefined ? '' : String(value)
}

/** The stages of an object as choices, in their order. A path such as `account.stage` has none of its own. */
export const stageChoices = (meta: Meta, object: string): Choices =>
  Object.fromEntries(
    Object.entries(meta.objects[object]?.lifecycle?.stages ?? {}).map(([name, stage]) => [
      name,
      stage && { label: stage.label },
    ]),
  )
