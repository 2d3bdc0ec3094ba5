// What else must be said of the whole file? How rows find their records, which go in, how days are written.
import { Checkbox, Select } from 'antd'
import type { ImportPreview } from '#kernel/api.ts'
import type { MetaObject } from '#kernel/api/meta.ts'
import { dateOrders } from '#kernel/import/date-text.ts'
import type { DateOrder } from '#kernel/import/date-text.ts'
import { ownerRules, rowRules } from '#kernel/import/mapping.ts'
import type { Mapping } from '#kernel/import/mapping.ts'
import { useMeta } from '#web/meta.ts'
import { FormField } from '#web/parts/form-field.tsx'
import { say } from '#web/words.ts'
import {
  fieldOf,
  hasDates,
  hasNumbers,
  hasOwners,
  hasShares,
  looksFractional,
  withAnswer,
} from './mapping-state.ts'
import { words } from './words.ts'

export interface SettingsProps {
  object: MetaObject
  preview: ImportPreview
  mapping: Mapping
  onMapping: (mapping: Mapping) => void
}

const finds: ReadonlySet<string> = new Set([
  'text',
  'email',
  'phone',
  'auto_number',
  'integer',
  'ref',
])
const owners = { mine: words.owner_mine, nobody: words.owner_nobody } as const
const rules = { all: words.rule_all, new: words.rule_new, existing: words.rule_existing } as const

export function Settings({ object, preview, mapping, onMapping }: SettingsProps) {
  const { who } = useMeta()
  const columns = preview.columns.map((one) => one.name)
  const keys = columns.flatMap((column) => {
    const name = fieldOf(mapping, column)
    const field = name === undefined ? undefined : object.fields[name]
    return name !== undefined && field && (name === 'id' || finds.has(field.kind))
      ? [{ value: name, label: say(field.label) }]
      : []
  })
  return (
    <div className="form-grid import-settings">
      <FormField label={say(words.key)}>
        {(ids) => (
          <Select
            id={ids.id}
            value={mapping.key ?? null}
            allowClear
            placeholder={say(words.key_none)}
            options={keys}
            style={{ width: '100%' }}
            onChange={(key?: string) => onMapping(withAnswer(mapping, 'key', key ?? undefined))}
          />
        )}
      </FormField>
      {mapping.key !== undefined && (
        <FormField label={say(words.rule)}>
          {(ids) => (
            <Select
              id={ids.id}
              value={mapping.rows ?? 'all'}
              options={rowRules.map((value) => ({ value, label: say(rules[value]) }))}
              style={{ width: '100%' }}
              onChange={(rows) =>
                onMapping(withAnswer(mapping, 'rows', rows === 'all' ? undefined : rows))
              }
            />
          )}
        </FormField>
      )}
      <FormField label={say(words.only)}>
        {(ids) => (
          <Select
            id={ids.id}
            mode="multiple"
            value={Object.keys(mapping.only ?? {})}
            placeholder={say(words.only_none)}
            options={columns.map((value) => ({ value, label: value }))}
            style={{ width: '100%' }}
            onChange={(chosen: string[]) =>
              onMapping(
                withAnswer(
                  mapping,
                  'only',
                  chosen.length
                    ? Object.fromEntries(chosen.map((one) => [one, mapping.only?.[one] ?? []]))
                    : undefined,
                ),
              )
            }
          />
        )}
      </FormField>
      {object.fields.owner && !mapping.history && !hasOwners(mapping) && (
        <FormField label={say(words.owner)}>
          {(ids) => (
            <Select
              id={ids.id}
              value={mapping.owner ?? 'mine'}
              options={ownerRules.map((value) => ({ value, label: say(owners[value]) }))}
              style={{ width: '100%' }}
              onChange={(owner) =>
                onMapping(withAnswer(mapping, 'owner', owner === 'mine' ? undefined : owner))
              }
            />
          )}
        </FormField>
      )}
      {hasDates(mapping, object.fields) && (
        <FormField label={say(words.dates)}>
          {(ids) => (
            <Select
              id={ids.id}
              value={mapping.dates === 'auto' ? null : (mapping.dates ?? null)}
              allowClear
              placeholder={say(words.dates_auto)}
              options={dateOrders.flatMap((value) =>
                value === 'auto' ? [] : [{ value, label: value }],
              )}
              style={{ width: '100%' }}
              onChange={(dates?: DateOrder) =>
                onMapping(withAnswer(mapping, 'dates', dates ?? undefined))
              }
            />
          )}
        </FormField>
      )}
      {hasNumbers(mapping, object.fields) && (
        <FormField label={say(words.decimal)}>
          {(ids) => (
            <Select
              id={ids.id}
              value={mapping.decimal ?? '.'}
              options={[
                { value: '.', label: say(words.decimal_point) },
                { value: ',', label: say(words.decimal_comma) },
              ]}
              style={{ width: '100%' }}
              onChange={(decimal: '.' | ',') =>
                onMapping(withAnswer(mapping, 'decimal', decimal === '.' ? undefined : decimal))
              }
            />
          )}
        </FormField>
      )}
      {hasShares(mapping, object.fields) && (
        <FormField
          label={say(words.percent)}
          doubt={
            mapping.percent === undefined && looksFractional(mapping, object.fields, preview)
              ? say(words.percent_doubt)
              : undefined
          }
        >
          {(ids) => (
            <Select
              id={ids.id}
              aria-describedby={ids.describedBy}
              value={mapping.percent ?? 'whole'}
              options={[
                { value: 'whole', label: say(words.percent_whole) },
                { value: 'fraction', label: say(words.percent_fraction) },
              ]}
              style={{ width: '100%' }}
              onChange={(percent: 'whole' | 'fraction') =>
                onMapping(withAnswer(mapping, 'percent', percent))
              }
            />
          )}
        </FormField>
      )}
      {who.admin && (
        <Checkbox
          checked={mapping.history ?? false}
          onChange={(event) =>
            onMapping(withAnswer(mapping, 'history', event.target.checked || undefined))
          }
        >
          {say(words.history)}
        </Checkbox>
      )}
    </div>
  )
}
