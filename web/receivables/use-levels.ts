// How are the levels and ways of dunning called here? As the fields that have them say.
import { useMeta } from '#web/meta.ts'
import { say } from '#web/words.ts'

function useChoices(name: string): readonly { value: string; label: string }[] {
  const field = useMeta().objects.activity?.fields[name]
  if (field?.kind !== 'choice') return []
  return Object.entries(field.choices).flatMap(([value, choice]) =>
    choice ? [{ value, label: say(choice.label) }] : [],
  )
}

export const useLevelChoices = () => useChoices('dunning')
export const useKindChoices = () => useChoices('kind')

/** The label of a level. */
export function useLevels(): (level: string) => string {
  const choices = useLevelChoices()
  return (level) => choices.find((one) => one.value === level)?.label ?? level
}
