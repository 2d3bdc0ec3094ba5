// Where are dashboards put together?
import type { Draft } from '../use-draft.ts'
import { BoardsRoom } from './boards-room.tsx'

export default function DashboardsRoom({ draft }: { draft: Draft }) {
  return <BoardsRoom key="dashboards" draft={draft} kind="dashboards" />
}
