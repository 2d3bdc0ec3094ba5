// Where in the menu does something new stand? In a group that is there, or in one of its own.
import { Select } from 'antd'
import type { Words } from '#kernel/error.ts'
import { FormField } from '#web/parts/form-field.tsx'
import { say } from '#web/words.ts'
import { freeName } from './draft.ts'
import { nameFor } from './pinyin-name.ts'
import type { Draft } from './use-draft.ts'

const words = {
  area: { zh: '放在菜单的', en: 'Stands in the menu under' },
  own: { zh: '新分组「{name}」', en: 'A new group “{name}”' },
} as const

/** Stands for a group that is not there yet. */
export const ownGroup = '+'

export interface AreaFieldProps {
  draft: Draft
  value: string
  onChange: (area: string) => void
  /** What a group of its own would be called. */
  own: Words
}

export function AreaField({ draft, value, onChange, own }: AreaFieldProps) {
  const options = Object.entries(draft.shown.areas).flatMap(([key, one]) =>
    one ? [{ value: key, label: say(one.label) }] : [],
  )
  return (
    <FormField label={say(words.area)}>
      {({ id }) => (
        <Select
          id={id}
          value={value}
          onChange={onChange}
          style={{ width: '100%' }}
          options={[
            ...options,
            ...(say(own) ? [{ value: ownGroup, label: say(words.own, { name: say(own) }) }] : []),
          ]}
        />
      )}
    </FormField>
  )
}

/** Where a new object likely belongs: beside what the company made last, otherwise in a group of its own. */
export function likelyArea({ shown }: Draft): string {
  const made = Object.entries(shown.areas).flatMap(([key, one]) =>
    one?.items.some((item) => shown.objects[item]?.custom) ? [key] : [],
  )
  return made.at(-1) ?? ownGroup
}

/** The changes that put items under a group, and the name of the group. */
export function placedIn(
  { shown }: Draft,
  chosen: string,
  own: Words,
  items: readonly string[],
): { area: string; changes: (readonly [readonly string[], unknown])[] } {
  const { areas } = shown
  if (chosen !== ownGroup)
    return {
      area: chosen,
      changes: [
        [
          ['areas', chosen, 'items'],
          [...(areas[chosen]?.items ?? []), ...items],
        ],
      ],
    }
  const area = freeName(nameFor(own.en) || nameFor(own.zh), areas, 'group')
  return { area, changes: [[['areas', area], { label: own, items }]] }
}
