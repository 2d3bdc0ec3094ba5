// How will the first rows be read? As a grid; what is wrong is marked in its cell and said below it.
import { Tooltip } from 'antd'
import type { ImportPreview } from '#kernel/api.ts'
import type { MetaObject } from '#kernel/api/meta.ts'
import type { Mapping } from '#kernel/import/mapping.ts'
import { say } from '#web/words.ts'
import { fieldOf } from './mapping-state.ts'
import { words } from './words.ts'

export interface FirstRowsProps {
  object: MetaObject
  preview: ImportPreview
  mapping: Mapping
  stale: boolean
  /** They would all be refused, whatever stands in them. */
  lacks: boolean
}

export function FirstRows({ object, preview, mapping, stale, lacks }: FirstRowsProps) {
  const columns = preview.columns.flatMap((column, at) => {
    const name = fieldOf(mapping, column.name)
    if (name === undefined) return []
    const field = object.fields[name]
    return [{ name: column.name, at, label: field ? say(field.label) : `+ ${column.name}` }]
  })
  const count = preview.first.reduce((sum, row) => sum + row.problems.length, 0)
  if (!columns.length) return null
  return (
    <section style={stale ? { opacity: 0.5 } : undefined}>
      <h3 className="first-title">
        {say(words.first_rows, { n: preview.first.length })}{' '}
        {(count > 0 || !lacks) && (
          <span className={count ? 'bad' : 'ink-3'}>
            {count ? say(words.problems, { n: count }) : say(words.no_problems)}
          </span>
        )}
      </h3>
      <div className="adm-scroll slides">
        <table className="first-rows">
          <thead>
            <tr>
              <th scope="col">{say(words.line)}</th>
              {columns.map((column) => (
                <th key={column.name} scope="col">
                  {column.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.first.map((row) => {
              const whole = row.problems.filter((one) => one.column === '')
              return (
                <tr
                  key={row.line}
                  className={row.passed ? 'passed' : ''}
                  title={row.passed ? say(words.passed) : undefined}
                >
                  <th scope="row" className={whole.length ? 'bad whole' : ''}>
                    {row.line} {row.passed && say(words.passed)}{' '}
                    {whole.map((one) => say(one.says)).join(' ')}
                  </th>
                  {columns.map((column) => {
                    const wrong = row.problems.filter((one) => one.column === column.name)
                    const says = wrong.map((one) => say(one.says)).join(' ')
                    const cell = row.cells[column.at] ?? ''
                    return (
                      <td key={column.name} className={wrong.length ? 'wrong' : ''}>
                        {wrong.length ? (
                          <Tooltip title={says}>
                            <span tabIndex={0}>
                              {cell}
                              <small>{says}</small>
                            </span>
                          </Tooltip>
                        ) : (
                          cell
                        )}
                      </td>
                    )
                  })}
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </section>
  )
}
