// Which page does each room of the studio have? One line each; a room is handed the draft and changes nothing but it.
import { lazy, type ComponentType, type LazyExoticComponent } from 'react'
import type { RoomName, RoomProps } from './room.ts'

export const rooms: Readonly<Record<RoomName, LazyExoticComponent<ComponentType<RoomProps>>>> = {
  objects: lazy(() => import('./objects/objects-room.tsx')),
  flow: lazy(() => import('./flow/flow-room.tsx')),
  approvals: lazy(() => import('./approvals/approvals-room.tsx')),
  automations: lazy(() => import('./automations/automations-room.tsx')),
  map: lazy(() => import('./map/map-room.tsx')),
  reports: lazy(() => import('./reports/reports-room.tsx')),
  dashboards: lazy(() => import('./boards/dashboards-room.tsx')),
  pages: lazy(() => import('./boards/pages-room.tsx')),
  menu: lazy(() => import('./menu/menu-room.tsx')),
  documents: lazy(() => import('./documents/documents-room.tsx')),
  roles: lazy(() => import('./roles/roles-room.tsx')),
  versions: lazy(() => import('./versions/versions-room.tsx')),
}
