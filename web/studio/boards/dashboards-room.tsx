// Where are dashboards put together?
import type { RoomProps } from '../room.ts'
import { BoardsRoom } from './boards-room.tsx'

export default function DashboardsRoom(props: RoomProps) {
  return <BoardsRoom key="dashboards" {...props} kind="dashboards" />
}
