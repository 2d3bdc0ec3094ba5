// How is an address shown and typed? One line in the order of the country, parts when editing.
import { Input } from 'antd'
import { language, say } from '#web/words.ts'
import type { FieldParts } from './field-parts.ts'
import { TextFilter } from './text.tsx'

const parts = {
  province: { zh: '省', en: 'Province' },
  city: { zh: '市', en: 'City' },
  district: { zh: '区县', en: 'District' },
  street: { zh: '详细地址', en: 'Street' },
  postcode: { zh: '邮编', en: 'Postcode' },
} as const

type Part = keyof typeof parts
const names = Object.keys(parts) as Part[]

const partsOf = (value: unknown): Partial<Record<Part | 'country', string>> =>
  typeof value === 'object' && value !== null
    ? (value as Partial<Record<Part, string>>)
    : typeof value === 'string'
      ? { street: value }
      : {}

/** Large to small without gaps in Chinese; small to large with commas in English. */
function addressLine(value: unknown, speak: 'zh' | 'en'): string {
  const { country, province, city, district, street, postcode } = partsOf(value)
  if (speak === 'zh')
    return (
      [country, province, city === province ? '' : city, district, street]
        .filter(Boolean)
        .join('') + (postcode ? ` ${postcode}` : '')
    )
  return [street, district, city, province, postcode, country].filter(Boolean).join(', ')
}

export const address: FieldParts<'address'> = {
  Cell: ({ value }) => <>{addressLine(value, language())}</>,
  Input: ({ value, onChange, id, invalid, disabled, autoFocus, describedBy }) => {
    const now = partsOf(value)
    return (
      <div className="address-input" role="group" aria-describedby={describedBy}>
        {names.map((name, at) => (
          <Input
            key={name}
            {...(at === 0 && id ? { id } : {})}
            className={`address-${name}`}
            value={now[name] ?? ''}
            placeholder={say(parts[name])}
            aria-label={say(parts[name])}
            status={invalid ? 'error' : ''}
            disabled={disabled}
            autoFocus={autoFocus && at === 0}
            onChange={(event) => onChange({ ...now, [name]: event.target.value })}
          />
        ))}
      </div>
    )
  },
  Filter: ({ field: _, ...props }) => <TextFilter {...props} />,
  width: 200,
  wide: true,
  operators: ['contains', 'contains_not', 'empty', 'filled'],
}
