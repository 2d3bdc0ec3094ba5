// What is it, for whom, and what is it worth? The heading of a record.
import type { MetaObject } from '#kernel/api/meta.ts'
import type { RecordPage } from '#kernel/api/record-page.ts'
import type { FieldDef } from '#kernel/field.ts'
import type { Row } from '#kernel/object.ts'
import { ContractCredit } from '#web/credit/contract-credit.tsx'
import { currencyOf } from '#web/fields/money.tsx'
import { partsOf } from '#web/fields/registry.ts'
import { money } from '#kernel/money/written.ts'
import { DesignLink } from '#web/lead-forms/design-link.tsx'
import { titleOf, titlePath, useMeta } from '#web/meta.ts'
import { Initial } from '#web/parts/initial.tsx'
import { currencyWord } from '#web/parts/currency-word.ts'
import { say } from '#web/words.ts'
import { CustomerWorth } from './customer-worth.tsx'
import { Fact } from './fact.tsx'
import { isEditable } from './sections.ts'
import type { Editing } from './use-edit.ts'

/** The amount that a record stands for, the first that it has. */
const worth = ['gross', 'amount'] as const
/** Small facts beside it, where the object has them. */
const beside = ['probability', 'weighted', 'balance', 'unallocated'] as const
const about = ['company', 'opportunity', 'account', 'contact', 'contract', 'project'] as const

interface RecordHeadProps {
  object: MetaObject
  row: Row
  page: RecordPage | undefined
  editing: Editing
}

export function RecordHead({ object, row, page, editing }: RecordHeadProps) {
  const meta = useMeta()
  const name = worth.find((one) => object.fields[one] && typeof row[one] === 'string')
  const editable = isEditable(object, page, object.title)
  const version =
    typeof row.version_no === 'number' && object.fields.version_no ? ` v${row.version_no}` : ''
  const told = new Set<unknown>([row[object.title]])
  const facts = about.filter((one) => {
    const field = object.fields[one]
    if (!field || one === object.title || (row[one] ?? '') === '') return false
    // A reference whose title one may not read says nothing here, nor does the same name twice.
    const path = titlePath(meta, one, field)
    const words = path ? row[path] : row[one]
    if (!words || told.has(words)) return false
    told.add(words)
    return true
  })
  const cell = (one: string) => {
    const field = object.fields[one] as FieldDef
    const { Cell } = partsOf(field)
    return (
      <Cell field={field} name={one} object={object.name} value={row[one]} row={row} place="page" />
    )
  }
  const ownerPath = object.fields.owner && titlePath(meta, 'owner', object.fields.owner)
  const owner = ownerPath && typeof row[ownerPath] === 'string' ? (row[ownerPath] as string) : null
  const smaller = beside.filter((one) => object.fields[one] && (row[one] ?? '') !== '')
  const amountField = name ? (object.fields[name] as FieldDef & { currency?: string }) : null
  return (
    <header className="record-head">
      <div className="record-title">
        <h1>
          {editable ? (
            <Fact
              object={object}
              name={object.title}
              row={{ ...row, ...editing.draft }}
              editing={editing}
              editable
              bare
            />
          ) : (
            titleOf(object, row)
          )}
          {version}
        </h1>
        {(facts.length > 0 || owner) && (
          <p className="ink-2 record-about">
            {facts.map((one) => (
              <span key={one}>{cell(one)}</span>
            ))}
            {owner && (
              <span className="record-owner" title={say(object.fields.owner!.label)}>
                <Initial name={owner} size={20} />
                <span className="ellipsis">{owner}</span>
              </span>
            )}
          </p>
        )}
      </div>
      {object.name === 'account' && <CustomerWorth row={row} />}
      {object.name === 'lead_form' && <DesignLink id={row.id} />}
      {name && amountField && (
        <div className="record-worth">
          <p className="worth">
            {money(row[name], currencyOf(row, amountField, meta.company.currency))}
            <span className="unit">
              {currencyWord(currencyOf(row, amountField, meta.company.currency))}
            </span>
          </p>
          <p className="ink-2">
            <span>
              {[say(amountField.label), amountField.help ? say(amountField.help) : '']
                .filter(Boolean)
                .join(' · ')}
            </span>
            {smaller.map((one) => (
              <span key={one}>
                {say((object.fields[one] as FieldDef).label).replace(' %', '')} {cell(one)}
              </span>
            ))}
          </p>
          {['contract', 'amendment'].includes(object.name) && row.stage === 'draft' && (
            <ContractCredit row={row} />
          )}
        </div>
      )}
    </header>
  )
}
