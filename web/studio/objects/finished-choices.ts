// How are the choices of a field called once it goes into the draft?
import type { Choice } from '#kernel/field.ts'
import { freeName } from '../draft.ts'
import { nameFor } from '../pinyin-name.ts'

export type Choices = Readonly<Record<string, Choice | null>>

/** Ready to be published: a name from its label, both languages filled, empty ones left out. */
export function finishedChoices(value: Choices, published: Choices): Choices {
  const result: Record<string, Choice | null> = {}
  for (const [name, choice] of Object.entries(value)) {
    if (!choice) continue
    const zh = choice.label.zh.trim() || choice.label.en.trim()
    if (!zh) continue
    const en = choice.label.en.trim() || zh
    const key = published[name]
      ? name
      : freeName(nameFor(en), { ...published, ...result }, 'choice')
    result[key] = { ...choice, label: { zh, en } }
  }
  return result
}
