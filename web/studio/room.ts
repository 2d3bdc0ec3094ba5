// Which rooms can one be sent to, and what does a room have in its hands?
import type { Draft } from './use-draft.ts'

export interface RoomProps {
  /** All that it changes. */
  draft: Draft
  /** What it is called in the menu. */
  title: string
}

/** The end of its address. */
export type RoomName =
  | 'objects'
  | 'flow'
  | 'approvals'
  | 'automations'
  | 'map'
  | 'reports'
  | 'dashboards'
  | 'pages'
  | 'menu'
  | 'documents'
  | 'roles'
  | 'versions'
