// Where are pages put together?
import type { RoomProps } from '../room.ts'
import { BoardsRoom } from './boards-room.tsx'

export default function PagesRoom(props: RoomProps) {
  return <BoardsRoom key="pages" {...props} kind="pages" />
}
