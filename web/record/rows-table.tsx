// How do a record's own rows look? A table to read, and the same table to write in.
import { Button } from 'antd'
import { DeleteOutlined, ExclamationCircleOutlined } from '@ant-design/icons'
import type { MetaObject } from '#kernel/api/meta.ts'
import type { Row, Values } from '#kernel/object.ts'
import { madeKinds } from '#kernel/field.ts'
import type { FieldDef } from '#kernel/field.ts'
import { isRight, partsOf } from '#web/fields/registry.ts'
import { rowNumbers } from '#web/parts/row-numbers.ts'
import { say } from '#web/words.ts'
import type { Column } from './row-columns.ts'
import type { Loaded } from './use-record.ts'
import type { RowsWork } from './use-rows.ts'
import { words } from './words.ts'

interface RowsTableProps {
  object: MetaObject
  child: MetaObject
  /** The field of the record that holds the rows. */
  name: string
  loaded: Loaded
  rows: readonly Values[]
  columns: readonly Column[]
  /** Absent where they are only read. */
  work?: RowsWork | undefined
}

export function RowsTable(props: RowsTableProps) {
  const { child, loaded, rows, columns, work } = props
  const { row_under } = child
  const numbers = rowNumbers(rows.map((row) => Boolean(row_under && row[row_under])))
  const asLines = columns.some(([, def]) => def.kind === 'long_text')
  return (
    <table
      className={['rows-table', work && 'writing', asLines && 'as-lines'].filter(Boolean).join(' ')}
    >
      <thead>
        <tr>
          <th className="row-no">#</th>
          {columns.map(([column, def]) => (
            <th key={column} className={isRight(def) ? 'num' : ''}>
              {say(def.label)}
              {work && def.required && <span className="bad"> *</span>}
            </th>
          ))}
          {work && <th />}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          <tr
            key={work ? (work.draft?.keys[at] ?? at) : String(row.id)}
            className={numbers[at]?.includes('.') ? 'under' : ''}
          >
            <td className="row-no ink-3">{numbers[at]}</td>
            {columns.map((column) => (
              <RowCell key={column[0]} {...props} column={column} row={row} at={at} />
            ))}
            {work && (
              <td>
                <Button
                  type="text"
                  size="small"
                  icon={<DeleteOutlined />}
                  aria-label={say(words.remove_row, { n: at + 1 })}
                  onClick={() => work.drop(at)}
                />
              </td>
            )}
          </tr>
        ))}
      </tbody>
      {!work && <Totals child={child} columns={columns} rows={rows} parent={loaded.row} />}
    </table>
  )
}

interface RowCellProps extends RowsTableProps {
  column: Column
  row: Values
  at: number
}

function RowCell({ object, child, name, loaded, work, column, row, at }: RowCellProps) {
  const [field, def] = column
  const { Cell, Input, width } = partsOf(def)
  const shown = withCurrency(loaded.row, row)
  const whole = def.kind === 'long_text' ? ' whole' : ''
  if (!work || def.read_only || madeKinds.has(def.kind))
    return (
      <td
        className={(isRight(def) ? 'num' : isWords(def) ? 'words' : '') + whole}
        data-label={isEmpty(row[field]) ? undefined : say(def.label)}
      >
        <Cell
          field={def}
          name={field}
          object={child.name}
          value={row[field]}
          row={shown}
          place={work ? 'grid' : 'page'}
        />
      </td>
    )
  const problem = work.problems[`${name}[${at}].${field}`]
  return (
    <td
      className={(problem ? 'wrong' : '') + whole}
      data-label={say(def.label)}
      style={{ minWidth: Math.max(88, Math.min(200, width)) }}
    >
      <Input
        field={def}
        name={field}
        object={child.name}
        value={row[field]}
        row={{ ...loaded.row, [object.name]: loaded.raw.id, ...shown }}
        small
        label={`${say(def.label)} ${at + 1}`}
        invalid={problem !== undefined}
        onChange={(value) => work.put(at, field, value)}
      />
      {problem && (
        <p className="small bad" role="alert">
          <ExclamationCircleOutlined /> {problem}
        </p>
      )}
    </td>
  )
}

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === ''

/** Names and sentences are cut at any sign where there is no room; they need some. */
const isWords = ({ kind }: FieldDef): boolean =>
  kind === 'ref' || kind === 'text' || kind === 'long_text'

const withCurrency = (parent: Values, row: Values): Values =>
  'currency' in row ? row : { ...row, currency: parent.currency, ...parentCurrency(parent) }
/** Amounts of rows name their currency as `quote.currency`. */
const parentCurrency = (parent: Values): Values =>
  Object.fromEntries(
    ['quote', 'contract', 'invoice', 'opportunity'].map((of) => [
      `${of}.currency`,
      parent.currency,
    ]),
  )

/** Under the amounts the document's own totals, where it has a field of the same name. */
function Totals({
  child,
  columns,
  rows,
  parent,
}: {
  child: MetaObject
  columns: readonly Column[]
  rows: readonly Values[]
  parent: Row
}) {
  const total = (name: string) => parent[name] ?? (name === 'gross' ? parent.amount : null)
  const sums = columns.map(([name, def]) =>
    def.kind === 'money' && def.read_only && typeof total(name) === 'string' ? total(name) : null,
  )
  if (rows.length < 2 || !sums.some(Boolean)) return null
  return (
    <tfoot>
      <tr>
        <td className="row-no" />
        {columns.map(([name, def], at) => {
          const { Cell } = partsOf(def)
          return (
            <td key={name} className={isRight(def) ? 'num' : ''}>
              {sums[at] ? (
                <Cell
                  field={def}
                  name={name}
                  object={child.name}
                  value={sums[at]}
                  row={withCurrency(parent, {})}
                  place="grid"
                />
              ) : at === 0 ? (
                say(words.total)
              ) : null}
            </td>
          )
        })}
      </tr>
    </tfoot>
  )
}
