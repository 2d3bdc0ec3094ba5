// How is yes or no shown, ticked and asked for?
import { Checkbox } from 'antd'
import { CheckOutlined } from '@ant-design/icons'
import { t } from '#web/words.ts'
import type { CellProps, FieldParts } from './field-parts.ts'
import { Picker } from './picker.tsx'

function YesNoCell({ value, place }: Pick<CellProps, 'value' | 'place'>) {
  if (place === 'page') return <>{value === true ? t('yes') : value === false ? t('no') : ''}</>
  return value === true ? <CheckOutlined className="ink-2" aria-label={t('yes')} /> : null
}

export const yesNo: FieldParts<'yes_no'> = {
  Cell: YesNoCell,
  Input: ({ value, onChange, id, disabled, autoFocus, label }) => (
    <Checkbox
      id={id}
      checked={value === true}
      onChange={(event) => onChange(event.target.checked)}
      disabled={disabled}
      autoFocus={autoFocus}
      aria-label={label}
    >
      {t('yes')}
    </Checkbox>
  ),
  Filter: ({ values, onChange, autoFocus }) => (
    <Picker
      value={values[0] || null}
      onChange={(value: string | null) => onChange(value ? [value] : [])}
      options={[
        { value: 'true', label: t('yes') },
        { value: 'false', label: t('no') },
      ]}
      autoFocus={autoFocus}
      style={{ width: '100%' }}
    />
  ),
  width: 72,
  operators: ['is'],
}
