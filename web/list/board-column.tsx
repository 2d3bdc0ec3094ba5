// What stands in one column of the board? Its count and sum, and its cards.
import { useEffect, useRef, useState } from 'react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import type { MetaObject } from '#kernel/api/meta.ts'
import type { Row } from '#kernel/object.ts'
import { keys } from '#web/asks.ts'
import { call } from '#web/call.ts'
import { number, shortText } from '#kernel/money/written.ts'
import { useMeta } from '#web/meta.ts'
import { language, say } from '#web/words.ts'
import { BoardCard } from './board-card.tsx'
import type { Bin, BinSum } from './bins.ts'
import type { Column } from './columns.ts'
import { words } from './words.ts'

export interface BoardColumnProps {
  object: MetaObject
  bin: Bin
  filter: string
  sort: string
  search: string
  select: readonly string[]
  facts: readonly Column[]
  money?: Column
  sum: BinSum | undefined
  /** Where a card may go. */
  targets: (row: Row) => Bin[]
  onMove: (row: Row, to: Bin) => void
}

export function BoardColumn({
  object,
  bin,
  filter,
  sort,
  search,
  select,
  facts,
  money,
  sum,
  targets,
  onMove,
}: BoardColumnProps) {
  const home = useMeta().company.currency
  const box = useRef<HTMLElement>(null)
  const [over, setOver] = useState('')
  const query = useInfiniteQuery({
    queryKey: keys.sum(object.name, 'bin', filter, sort, search, select.join(',')),
    queryFn: ({ pageParam, signal }) =>
      call.list(
        object.name,
        { filter, sort, search, select, limit: 30, ...(pageParam ? { after: pageParam } : {}) },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  })
  const rows = query.data?.pages.flatMap((page) => page.data) ?? []

  const fits = (row: Row) => targets(row).some((one) => one.value === bin.value)
  useEffect(() => {
    const element = box.current
    if (!element) return
    return dropTargetForElements({
      element,
      getData: () => ({ bin }),
      // Where no move leads, it may be let go all the same: then it is told why nothing happens.
      onDragEnter: ({ source }) => setOver(fits(source.data.row as Row) ? 'over' : 'over shut'),
      onDragLeave: () => setOver(''),
      onDrop: () => setOver(''),
    })
  })

  return (
    <section
      ref={box}
      className={`board-column ${over} ${bin.kind === 'open' ? '' : 'closed'}`}
      aria-label={bin.label}
    >
      <header>
        <h2>{bin.label}</h2>
        <span className="ink-3">{sum && number(String(sum.n))}</span>
        <span className="sum ink-2">
          {sum?.amounts
            .map(
              ({ currency, amount }) =>
                `${currency === home || !currency ? '' : `${currency} `}${shortText(amount, language())}`,
            )
            .join(' + ')}
        </span>
      </header>
      <ul className="board-cards">
        {rows.map((row) => (
          <BoardCard
            key={row.id}
            object={object}
            row={row}
            facts={facts}
            {...(money ? { money } : {})}
            targets={targets(row)}
            onMove={(to) => onMove(row, to)}
          />
        ))}
        {query.hasNextPage && (
          <li>
            <Button
              type="text"
              size="small"
              block
              loading={query.isFetchingNextPage}
              onClick={() => void query.fetchNextPage()}
            >
              {say(words.load_more)}
            </Button>
          </li>
        )}
      </ul>
    </section>
  )
}
