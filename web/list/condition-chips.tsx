// How is a condition put together by choosing? One chip per part, and a button for one more; the formula says the same.
import { useState } from 'react'
import { Button, Popover } from 'antd'
import { PlusOutlined } from '@ant-design/icons'
import type { Meta, MetaObject } from '#kernel/api/meta.ts'
import { inLabels, type NamedObjects } from '#kernel/formula-words.ts'
import { operatorsOf } from '#web/fields/registry.ts'
import { fieldAt, useMeta } from '#web/meta.ts'
import { language, say } from '#web/words.ts'
import { Chip, wordsOfCondition } from './chip.tsx'
import { fieldChoices } from './columns.ts'
import { conditionsOf, formulaOf, shapeOf } from './condition.ts'
import type { Condition, ShapeAt } from './condition.ts'
import { FieldPicker } from './field-picker.tsx'
import { words } from './words.ts'

/** What a comparison needs to know of the fields of the object, along paths. */
const shapeIn =
  (meta: Meta, object: string): ShapeAt =>
  (path) => {
    const found = fieldAt(meta, object, path)
    return found && shapeOf(found.field)
  }

export const useShapeAt = (object: MetaObject): ShapeAt => shapeIn(useMeta(), object.name)

/** A condition in words where chips can say it and no records are named; otherwise the formula with labels for names. */
export function formulaWords(
  meta: Meta,
  object: string,
  formula: string,
  /** Where a draft knows fields that nobody else does yet. */
  objects: NamedObjects = meta.objects,
): string {
  const here = meta.objects[object]
  const parts = here && conditionsOf(formula, shapeIn(meta, object))
  const said = parts?.map((one) => wordsOfCondition(meta, here!, one)) ?? []
  return said.length && !said.includes(null)
    ? said.join(say({ zh: '，', en: ', ' }))
    : inLabels(formula, object, objects, language()).text
}

export interface ConditionChipsProps {
  object: MetaObject
  /** A formula that chips can say (`conditionsOf`). */
  formula: string
  onFormula: (formula: string) => void
  /** What the button for one more says. */
  add?: string
}

export function ConditionChips({ object, formula, onFormula, add }: ConditionChipsProps) {
  const meta = useMeta()
  const [picking, setPicking] = useState(false)
  /** A chip that was added and has no value yet: it is not in the formula. */
  const [fresh, setFresh] = useState<Condition | null>(null)
  const shapeAt = useShapeAt(object)
  const conditions = conditionsOf(formula, shapeAt) ?? []
  const choices = picking
    ? fieldChoices(meta, object, (field) => operatorsOf(field).length > 0)
    : []
  const put = (next: readonly Condition[]) => onFormula(formulaOf(next, shapeAt))
  const replace = (at: number, condition: Condition | null) =>
    put(conditions.flatMap((one, index) => (index === at ? (condition ?? []) : one)))
  return (
    <>
      {conditions.map((condition, at) => (
        <Chip
          key={`${condition.path} ${condition.operator} ${at}`}
          object={object}
          condition={condition}
          onChange={(next) => replace(at, next)}
          onRemove={() => replace(at, null)}
        />
      ))}
      {fresh && (
        <Chip
          key={`fresh ${fresh.path}`}
          object={object}
          condition={fresh}
          fresh
          onChange={(next) => {
            put([...conditions, next])
            setFresh(null)
          }}
          onRemove={() => setFresh(null)}
        />
      )}
      <Popover
        open={picking}
        onOpenChange={setPicking}
        trigger="click"
        placement="bottomLeft"
        destroyOnHidden
        content={
          <FieldPicker
            choices={choices}
            onPick={({ path, field }) => {
              setPicking(false)
              setFresh({ path, operator: operatorsOf(field)[0] ?? 'filled', values: [] })
            }}
          />
        }
      >
        <Button type="text" size="small" icon={<PlusOutlined />}>
          {add ?? say(words.condition)}
        </Button>
      </Popover>
    </>
  )
}
