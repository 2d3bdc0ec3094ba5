// Which columns has a board? One for each value of the field by which it is grouped, in the order of the model.
import type { MetaObject } from '#kernel/api/meta.ts'
import { say } from '#web/words.ts'
import { words } from './words.ts'

export interface Bin {
  /** The value of the group field; null = empty. */
  readonly value: string | null
  readonly label: string
  readonly kind: 'open' | 'won' | 'lost'
}

/** Fields whose values can be columns. */
export const groupFields = (object: MetaObject): string[] =>
  Object.entries(object.fields).flatMap(([name, field]) =>
    field.kind === 'choice' || (field.kind === 'stage' && object.lifecycle) ? [name] : [],
  )

/** The columns of a board, in the order of the model. */
export function binsOf(object: MetaObject, group: string): Bin[] {
  const field = object.fields[group]
  if (field?.kind === 'stage') {
    return Object.entries(object.lifecycle?.stages ?? {}).flatMap(([value, stage]) =>
      stage ? [{ value, label: say(stage.label), kind: stage.kind ?? 'open' }] : [],
    )
  }
  if (field?.kind !== 'choice') return []
  const bins = Object.entries(field.choices).flatMap(([value, choice]): Bin[] =>
    choice && !choice.retired ? [{ value, label: say(choice.label), kind: 'open' }] : [],
  )
  return field.required
    ? bins
    : [...bins, { value: null, label: say(words.no_value), kind: 'open' }]
}

export const binFilter = (group: string, bin: Bin, filter: string): string => {
  const own = bin.value === null ? `${group} is empty` : `${group} = "${bin.value}"`
  return filter ? `(${filter}) and ${own}` : own
}

export interface BinSum {
  n: number
  /** One amount per currency. */
  amounts: { currency: string | null; amount: string }[]
}
