// How do the blocks stand on the grid? Each in its place; on a phone one below the other, in reading order.
import type { Board } from '#kernel/view/board.ts'
import type { Asked } from '#web/asked.ts'
import { BlockView } from './block.tsx'
import './board.css'

export interface BoardGridProps {
  board: Board
  asked: Asked
  refresh: number | false
}

export const blocksOf = (board: Board) =>
  Object.entries(board.blocks)
    .flatMap(([name, block]) => (block ? [{ name, block }] : []))
    .sort((a, b) => a.block.at.y - b.block.at.y || a.block.at.x - b.block.at.x)

export function BoardGrid({ board, asked, refresh }: BoardGridProps) {
  return (
    <div className="board-grid">
      {blocksOf(board).map(({ name, block }) => (
        <div
          key={name}
          className="board-cell"
          style={{
            gridColumn: `${block.at.x + 1} / span ${block.at.w}`,
            gridRow: `${block.at.y + 1} / span ${block.at.h}`,
          }}
        >
          <BlockView block={block} board={board} asked={asked} refresh={refresh} />
        </div>
      ))}
    </div>
  )
}
