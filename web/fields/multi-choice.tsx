// How are several of several values shown, chosen and asked for?
import { byLabel } from '#web/parts/by-label.ts'
import { language } from '#web/words.ts'
import { ChoiceFilter, choiceOptions } from './choice.tsx'
import { choiceWord } from './choice-word.ts'
import type { FieldParts } from './field-parts.ts'
import { Picker } from './picker.tsx'

const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [])

export const multiChoice: FieldParts<'multi_choice'> = {
  Cell: ({ value, field }) => (
    <>
      {listOf(value)
        .map((one) => choiceWord(field.choices, one))
        .join(language() === 'zh' ? '、' : ', ')}
    </>
  ),
  Input: ({
    field,
    value,
    onChange,
    id,
    invalid,
    describedBy,
    autoFocus,
    disabled,
    small,
    label,
  }) => (
    <Picker
      id={id}
      mode="multiple"
      value={listOf(value)}
      onChange={(next: string[]) => onChange(next)}
      options={choiceOptions(field.choices, listOf(value))}
      showSearch={byLabel}
      status={invalid ? 'error' : ''}
      size={small ? 'small' : 'middle'}
      aria-label={label}
      aria-describedby={describedBy}
      autoFocus={autoFocus}
      disabled={disabled}
      style={{ width: '100%' }}
    />
  ),
  Filter: ({ field, ...props }) => <ChoiceFilter {...props} choices={field.choices} />,
  width: 160,
  operators: ['contains', 'contains_not', 'empty', 'filled'],
}
