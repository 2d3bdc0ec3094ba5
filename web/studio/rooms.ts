// Which rooms does the studio have? One line each; a room is handed the draft and changes nothing but it.
import { lazy, type ComponentType, type LazyExoticComponent } from 'react'
import type { Words } from '#kernel/error.ts'
import type { Draft } from './use-draft.ts'

export interface Room {
  readonly label: Words
  readonly icon: string
  readonly page: LazyExoticComponent<ComponentType<{ draft: Draft }>>
}

/** In the order of the menu; the name is the end of the address (`/studio/objects`). */
export const rooms = {
  objects: {
    label: { zh: '对象与表单', en: 'Objects and forms' },
    icon: 'apartment',
    page: lazy(() => import('./objects-room.tsx')),
  },
  documents: {
    label: { zh: '单据模板', en: 'Documents' },
    icon: 'file_text',
    page: lazy(() => import('./documents/documents-room.tsx')),
  },
  roles: {
    label: { zh: '角色与权限', en: 'Roles and rights' },
    icon: 'safety_certificate',
    page: lazy(() => import('./roles-room.tsx')),
  },
  versions: {
    label: { zh: '版本与发布', en: 'Versions' },
    icon: 'history',
    page: lazy(() => import('./versions-room.tsx')),
  },
} satisfies Readonly<Record<string, Room>>

export type RoomName = keyof typeof rooms
