// Which field is meant, along which references? A tree of the model's paths, one column for each step.
import { targetOf } from '#kernel/field.ts'
import { fieldLabel } from '#kernel/field-label.ts'
import { Cascader } from 'antd'
import type { ReactElement } from 'react'
import type { NamedObjects } from '#kernel/formula-words.ts'
import { say } from '#web/words.ts'

interface Step {
  value: string
  label: string
  isLeaf?: boolean
  children?: Step[]
}

/** So many references may follow each other. */
const deepest = 3

function stepsOf(model: { readonly objects: NamedObjects }, object: string, depth: number): Step[] {
  return Object.entries(model.objects[object]?.fields ?? {}).flatMap(([value, field]): Step[] => {
    if (field.kind === 'lines') return []
    // A record's id leads to itself: nobody means that.
    const target = value === 'id' ? null : targetOf(field)
    const label = say(fieldLabel(model.objects[object]!, value))
    return target && depth < deepest
      ? [{ value, label, children: stepsOf(model, target, depth + 1) }]
      : [{ value, label, isLeaf: true }]
  })
}

export interface PathPickerProps {
  model: { readonly objects: NamedObjects }
  object: string
  onPick: (path: string) => void
  children: ReactElement
  /** Further first columns: `our` for the company's own record. */
  also?: readonly { name: string; label: string; object: string }[]
}

export function PathPicker({ model, object, onPick, children, also = [] }: PathPickerProps) {
  return (
    <Cascader
      options={[
        ...stepsOf(model, object, 1),
        ...also.map((one) => ({
          value: one.name,
          label: one.label,
          children: stepsOf(model, one.object, deepest),
        })),
      ]}
      changeOnSelect={false}
      showSearch
      expandTrigger="click"
      onChange={(path) => path && onPick(path.join('.'))}
    >
      {children}
    </Cascader>
  )
}
