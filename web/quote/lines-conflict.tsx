// Somebody else changed the lines: whose are to stand? Those that differ, side by side.
import { useEffect } from 'react'
import { Button } from 'antd'
import { number } from '#kernel/money/written.ts'
import { useTitles } from '#web/fields/ref-select.tsx'
import { local } from '#web/format.ts'
import { useMeta } from '#web/meta.ts'
import { language, say } from '#web/words.ts'
import { isEmpty } from './draft-line.ts'
import type { DraftLine, ProductFacts } from './draft-line.ts'
import { lineClashes } from './line-clash.ts'
import type { Lines } from './use-lines.ts'
import { words } from './words.ts'

interface LinesConflictProps {
  lines: Lines
  products: ReadonlyMap<string, ProductFacts>
  /** Products that only their lines name must be known, too. */
  onProducts: (ids: readonly string[]) => void
}

export function LinesConflict({ lines, products, onProducts }: LinesConflictProps) {
  const { zone } = useMeta().company
  const { theirs } = lines
  const who = theirs?.by ?? ''
  const names = useTitles('person', who ? [who] : [])
  useEffect(() => {
    if (theirs) onProducts(theirs.lines.flatMap((line) => line.product ?? []))
  }, [theirs, onProducts])
  if (!theirs) return null
  const mine = lines.lines.filter((line) => !isEmpty(line))
  return (
    <div className="quote-conflict" role="alertdialog" aria-label={say(words.conflict_title)}>
      <p className="warn">
        {say(words.conflict, { who: names[who] ?? '', at: local(theirs.at, zone).slice(5) })}
      </p>
      <table className="clash-lines">
        <thead>
          <tr>
            <th />
            <th>{say(words.mine)}</th>
            <th>{say(words.theirs)}</th>
          </tr>
        </thead>
        <tbody>
          {lineClashes(mine, theirs.lines).map((one) => (
            <tr key={`${one.mine?.key ?? ''}/${one.theirs?.key ?? ''}`}>
              <th>{say(words.line_n, { n: one.place })}</th>
              <td>{written(one.mine, products)}</td>
              <td>{written(one.theirs, products)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="quote-conflict-buttons">
        <Button size="small" onClick={() => lines.decide('mine')}>
          {say(words.use_mine)}
        </Button>
        <Button size="small" onClick={() => lines.decide('theirs')}>
          {say(words.use_theirs)}
        </Button>
      </p>
    </div>
  )
}

/** A line in one breath: what, how many, at which price, how much off. */
function written(line: DraftLine | null, products: ReadonlyMap<string, ProductFacts>): string {
  if (!line) return say(words.no_line)
  const product = line.product ? products.get(line.product) : undefined
  const discount = Number(line.discount_percent) ? `−${number(line.discount_percent)}%` : ''
  return [
    line.description || product?.name || line.wanted,
    `${number(line.quantity)}${product?.unit ? ` ${product.unit}` : ''} × ${number(line.unit_price)}`,
    discount,
  ]
    .filter(Boolean)
    .join(language() === 'zh' ? '，' : ', ')
}
