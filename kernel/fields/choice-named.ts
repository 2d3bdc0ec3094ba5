// Which choice does a word mean: its code, or its label in either language?
import type { Choice } from '../field.ts'

type Choices = Readonly<Record<string, Pick<Choice, 'label'> | null>>

/** The code that is meant, letters large or small, blanks as `_` or as they are; undefined where there is none. */
export function choiceNamed(said: string, all: Choices): string | undefined {
  if (Object.hasOwn(all, said) && all[said]) return said
  const word = plainWord(said)
  return Object.entries(all).find(
    ([code, one]) =>
      one && [code, one.label.zh, one.label.en].some((name) => plainWord(name) === word),
  )?.[0]
}

/** A word as it is compared. */
export const plainWord = (said: string): string =>
  said.normalize('NFKC').replaceAll('_', ' ').trim().toLowerCase()
