// Where are pages put together?
import type { Draft } from '../use-draft.ts'
import { BoardsRoom } from './boards-room.tsx'

export default function PagesRoom({ draft }: { draft: Draft }) {
  return <BoardsRoom key="pages" draft={draft} kind="pages" />
}
