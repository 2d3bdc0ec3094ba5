// How many are there and what do they come to? Of all that fit, not only of those loaded.
import { exact } from '#kernel/money/exact.ts'
import { money as moneyText, number } from '#kernel/money/written.ts'
import { useMeta } from '#web/meta.ts'
import { say } from '#web/words.ts'
import type { Column } from './columns.ts'
import type { Sum } from './use-rows.ts'
import { words } from './words.ts'

export interface ListFootProps {
  loaded: number
  hasMore: boolean
  /** The server's estimate, until the exact count is there. */
  estimate: number | null
  sums: readonly Sum[] | undefined
  money: readonly Column[]
  stale: boolean
  /** The keys of the grid are told only beside the grid. */
  keyed: boolean
  onReload: () => void
}

/** 金额合计; but 价税合计 is not summed up once more in its name. */
const sumLabel = (field: string): string =>
  field.endsWith('合计') ? field : say(words.sum_of, { field })

export function ListFoot({
  loaded,
  hasMore,
  estimate,
  sums,
  money,
  stale,
  keyed,
  onReload,
}: ListFootProps) {
  const home = useMeta().company.currency
  const n = sums?.reduce((count, sum) => count + sum.n, 0)
  const sumText = (path: string): string =>
    (sums ?? [])
      .filter((sum) => !exact(sum.sums[path] ?? '0').isZero())
      .map((sum) => moneyText(sum.sums[path] ?? '0', sum.currency ?? home, home))
      .join(' + ') || moneyText('0', home, home)
  return (
    <footer className="list-foot">
      <span>
        {n !== undefined
          ? say(words.count, { n: number(String(n)) })
          : estimate !== null
            ? say(words.count_about, { n: number(String(estimate)) })
            : null}
        {hasMore && (
          <span className="ink-3"> · {say(words.loaded, { n: number(String(loaded)) })}</span>
        )}
      </span>
      {n !== undefined &&
        n > 0 &&
        money.map((column) => (
          <span key={column.path}>
            {sumLabel(column.label)} <b>{sumText(column.path)}</b>
          </span>
        ))}
      {stale && (
        <button type="button" className="live-note" onClick={onReload}>
          {say(words.changed_live)}
        </button>
      )}
      {keyed && <span className="keys">{say(words.keys)}</span>}
    </footer>
  )
}
