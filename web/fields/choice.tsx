// How is one of several values shown, chosen and asked for?
import { byLabel } from '#web/parts/by-label.ts'
import { say, t } from '#web/words.ts'
import { type Choices, choiceWord } from './choice-word.ts'
import { useOpenSoon } from './open-soon.ts'
import { Picker } from './picker.tsx'
import type { CellProps, FieldParts, FilterProps, InputProps, Operator } from './field-parts.ts'

export const choiceOperators: readonly Operator[] = ['any_of', 'none_of', 'empty', 'filled']

/** What a picker offers: no retired value, unless it is the one chosen. */
export const choiceOptions = (choices: Choices, chosen: readonly unknown[] = []) =>
  Object.entries(choices).flatMap(([value, choice]) =>
    choice && (!choice.retired || chosen.includes(value))
      ? [{ value, label: say(choice.label) }]
      : [],
  )

function ChoiceCell({ value, field }: Pick<CellProps, 'value'> & { field: { choices: Choices } }) {
  return <>{choiceWord(field.choices, value)}</>
}

export function ChoiceInput({
  choices,
  value,
  onChange,
  id,
  invalid,
  describedBy,
  autoFocus,
  disabled,
  small,
  label,
}: Omit<InputProps, 'field'> & { choices: Choices }) {
  return (
    <Picker
      id={id}
      value={typeof value === 'string' && value ? value : null}
      onChange={(next: string | undefined) => onChange(next ?? null)}
      options={choiceOptions(choices, [value])}
      showSearch={byLabel}
      allowClear
      defaultOpen={Boolean(small && autoFocus)}
      status={invalid ? 'error' : ''}
      size={small ? 'small' : 'middle'}
      aria-label={label}
      aria-describedby={describedBy}
      autoFocus={autoFocus}
      disabled={disabled}
      popupMatchSelectWidth={false}
      style={{ width: '100%' }}
    />
  )
}

export function ChoiceFilter({
  choices,
  values,
  onChange,
  autoFocus,
}: Omit<FilterProps, 'field'> & { choices: Choices }) {
  const [open, setOpen] = useOpenSoon(Boolean(autoFocus && !values.length))
  return (
    <Picker
      mode="multiple"
      value={[...values]}
      onChange={(next: string[]) => onChange(next)}
      options={choiceOptions(choices, values)}
      showSearch={byLabel}
      placeholder={t('choose')}
      autoFocus={autoFocus}
      open={open}
      onOpenChange={setOpen}
      style={{ width: '100%' }}
    />
  )
}

export const choice: FieldParts<'choice'> = {
  Cell: ChoiceCell,
  Input: ({ field, ...props }) => <ChoiceInput {...props} choices={field.choices} />,
  Filter: ({ field, ...props }) => <ChoiceFilter {...props} choices={field.choices} />,
  width: 112,
  operators: choiceOperators,
}
