// How does a report stand as a table? Lines with subtotals, columns with totals; every figure opens its rows.
import { Link } from '@tanstack/react-router'
import type { Figures, ReportAnswer, ReportKey, ReportLine } from '#kernel/view/report.ts'
import { say } from '#web/words.ts'
import { full, rowsOf } from './figures.ts'
import { words } from './words.ts'

export function ReportTable({ answer, label }: { answer: ReportAnswer; label: string }) {
  const { heads, columns, measures, lines, total, compared } = answer
  const several = measures.length > 1
  const wholeOnly = heads.length === 0 && columns.length === 0
  return (
    <div className="report-table" tabIndex={0} role="region" aria-label={label}>
      <table>
        <thead>
          {columns.length > 0 && (
            <tr>
              {several && heads.length > 0 && <th colSpan={heads.length} />}
              {!several &&
                heads.map((head) => (
                  <th key={head.label.zh} scope="col">
                    {say(head.label)}
                  </th>
                ))}
              {columns.map((key) => (
                <th
                  key={key.where}
                  colSpan={measures.length}
                  className="num across"
                  scope="colgroup"
                >
                  {say(key.label)}
                </th>
              ))}
              <th colSpan={measures.length} className="num across" scope="colgroup">
                {say(words.total)}
              </th>
            </tr>
          )}
          {(columns.length === 0 || several) && (
            <tr>
              {heads.map((head) => (
                <th key={head.label.zh} scope="col">
                  {say(head.label)}
                </th>
              ))}
              {[...columns.map((key) => key.where), 'total'].map((group) =>
                measures.map((measure) => (
                  <th key={`${group} ${measure.name}`} scope="col" className="num">
                    {say(measure.label)}
                  </th>
                )),
              )}
              {compared &&
                measures.map((measure) => (
                  <th key={`before ${measure.name}`} scope="col" className="num">
                    {several ? `${say(measure.label)} · ` : ''}
                    {say(words.before)}
                  </th>
                ))}
            </tr>
          )}
        </thead>
        <tbody>
          {lines.map((line, i) => (
            <Line
              key={line.keys.map((key) => key.where).join('\n')}
              {...{ answer, line }}
              above={lines[i - 1]}
            />
          ))}
        </tbody>
        {(lines.length > 1 || wholeOnly) && (
          <tfoot>
            <Line answer={answer} line={total} above={undefined} />
          </tfoot>
        )}
      </table>
    </div>
  )
}

function Line({
  answer,
  line,
  above,
}: {
  answer: ReportAnswer
  line: ReportLine
  above: ReportLine | undefined
}) {
  const { heads, columns } = answer
  const { keys } = line
  const sub = keys.length < heads.length && keys.length > 0
  return (
    <tr className={sub ? 'sub' : ''}>
      {heads.map((head, depth) => {
        const key = keys[depth]
        // A label that stands above already is not written again.
        const again =
          depth < heads.length - 1 &&
          key !== undefined &&
          !sub &&
          above?.keys.length === heads.length &&
          above.keys.slice(0, depth + 1).every((one, i) => one.where === keys[i]?.where)
        const text = key
          ? again
            ? ''
            : say(key.label)
          : depth === keys.length
            ? say(keys.length ? words.subtotal : words.total)
            : ''
        return (
          <th key={head.label.zh} scope="row" className={key?.others ? 'ink-3' : ''}>
            <span className="ellipsis" title={text}>
              {text}
            </span>
          </th>
        )
      })}
      {line.cells.map((cell, c) => (
        <Cells
          key={columns[c]!.where}
          {...{ answer }}
          keys={[...keys, columns[c]!]}
          figures={cell}
        />
      ))}
      <Cells answer={answer} keys={keys} figures={line.total} strong={columns.length > 0} />
      {answer.compared &&
        answer.measures.map((measure, i) => (
          <td key={measure.name} className="num ink-3">
            {full(line.before?.[i] ?? null, measure.unit, answer.currency)}
          </td>
        ))}
    </tr>
  )
}

function Cells({
  answer,
  keys,
  figures,
  strong = false,
}: {
  answer: ReportAnswer
  keys: readonly ReportKey[]
  figures: Figures
  strong?: boolean
}) {
  return answer.measures.map((measure, i) => {
    const value = figures[i] ?? null
    const where = rowsOf(answer, keys, measure)
    const text = full(value, measure.unit, answer.currency)
    const nothing = value === null || (measure.adds && Number(value) === 0)
    return (
      <td key={measure.name} className={strong ? 'num strong' : 'num'}>
        {nothing ? (
          <span className="ink-4">{value === null ? '' : '–'}</span>
        ) : where === null ? (
          text
        ) : (
          <Link to="/o/$object" params={{ object: answer.object }} search={{ filter: where }}>
            {text}
          </Link>
        )}
      </td>
    )
  })
}
