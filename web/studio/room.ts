// What does a room of the studio have in its hands?
import type { Draft } from './use-draft.ts'

export interface RoomProps {
  /** All that it changes. */
  draft: Draft
  /** What it is called in the menu. */
  title: string
}
