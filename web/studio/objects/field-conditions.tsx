// What stands in a field at first, and when is it shown, asked for, closed? Folded away while nothing of it is said.
import { Collapse } from 'antd'
import type { FieldDef, Kind } from '#kernel/field.ts'
import { FormField } from '#web/parts/form-field.tsx'
import { say } from '#web/words.ts'
import { FormulaField, formulaProblem } from '../formula/formula-field.tsx'
import { finished } from './field-draft.ts'
import { type Loose, textOf } from './kind-fields.tsx'
import type { Draft } from '../use-draft.ts'

const words = {
  more: { zh: '默认值与条件', en: 'Default and conditions' },
  default: { zh: '默认值（公式）', en: 'Default, as formula' },
  shown_if: { zh: '满足时才显示（公式）', en: 'Shown only if (formula)' },
  required_if: { zh: '满足时必填（公式）', en: 'Required if (formula)' },
  read_only_if: { zh: '满足时只读（公式）', en: 'Read only if (formula)' },
} as const

const formulas = [
  ['default', undefined],
  ['shown_if', { type: 'boolean' }],
  ['required_if', { type: 'boolean' }],
  ['read_only_if', { type: 'boolean' }],
] as const

/** Is one of them no formula that can be read? */
export const isConditionWrong = (model: Draft['shown'], object: string, field: Loose): boolean =>
  formulas.some(
    ([property, want]) => formulaProblem(model, object, textOf(field, property), want) !== null,
  )

export interface FieldConditionsProps {
  model: Draft['shown']
  object: string
  kind: Kind
  field: Loose
  /** The field as it is live, if it is. */
  live: FieldDef | undefined
  put: (more: Loose) => void
}

export function FieldConditions({ model, object, kind, field, live, put }: FieldConditionsProps) {
  // A choice that was just written has no name of its own yet; a default is kept by the name that it will have.
  const into = finished({ ...field, kind }, live) as unknown as FieldDef
  return (
    <Collapse
      ghost
      size="small"
      defaultActiveKey={formulas.some(([property]) => field[property]) ? ['more'] : []}
      items={[
        {
          key: 'more',
          label: say(words.more),
          children: (
            <div className="drawer-stack">
              {formulas.map(([property, want]) => (
                <FormField key={property} label={say(words[property])}>
                  {(ids) => (
                    <FormulaField
                      id={ids.id}
                      model={model}
                      object={object}
                      value={textOf(field, property)}
                      {...(want ? { want } : { into })}
                      onChange={(value) => put({ [property]: value })}
                    />
                  )}
                </FormField>
              ))}
            </div>
          ),
        },
      ]}
    />
  )
}
