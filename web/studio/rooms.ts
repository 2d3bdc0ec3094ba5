// Which page does each room of the studio have? One line each; a room is handed the draft and changes nothing but it.
import { lazy, type ComponentType, type LazyExoticComponent } from 'react'
import type { RoomName, RoomProps } from './room.ts'

export const rooms: Readonly<Record<RoomName, LazyExoticComponent<ComponentType<RoomProps>>>> = {
  objects: lazy(() => import('./objects-room.tsx')),
  flow: lazy(() => import('./flow/flow-room.tsx')),
  approvals: lazy(() => import('./approvals/approvals-room.tsx')),
  automations: lazy(() => import('./automations/automations-room.tsx')),
  map: lazy(() => import('./map/map-room.tsx')),
  reports: lazy(() => import('./reports/reports-room.tsx')),
  dashboards: lazy(() => import('./boards/dashboards-room.tsx')),
  pages: lazy(() => import('./boards/pages-room.tsx')),
  menu: lazy(() => import('./menu-room.tsx')),
  documents: lazy(() => import('./documents/documents-room.tsx')),
  roles: lazy(() => import('./roles-room.tsx')),
  versions: lazy(() => import('./versions-room.tsx')),
}

/** In the order of the menu; the name is the end of the address (`/studio/objects`). */
export const rooms = {
  objects: {
    label: { zh: '对象与表单', en: 'Objects and forms' },
    icon: 'apartment',
    page: lazy(() => import('./objects-room.tsx')),
  },
  flow: {
    label: { zh: '流程', en: 'Lifecycles' },
    icon: 'fork',
    page: lazy(() => import('./flow/flow-room.tsx')),
  },
  approvals: {
    label: { zh: '审批流', en: 'Approval flows' },
    icon: 'audit',
    page: lazy(() => import('./approvals/approvals-room.tsx')),
  },
  automations: {
    label: { zh: '自动化', en: 'Automations' },
    icon: 'thunderbolt',
    page: lazy(() => import('./automations/automations-room.tsx')),
  },
  map: {
    label: { zh: '全景图', en: 'The whole map' },
    icon: 'global',
    page: lazy(() => import('./map/map-room.tsx')),
  },
  reports: {
    label: { zh: '报表', en: 'Reports' },
    icon: 'line_chart',
    page: lazy(() => import('./reports/reports-room.tsx')),
  },
  dashboards: {
    label: { zh: '仪表盘', en: 'Dashboards' },
    icon: 'pie_chart',
    page: lazy(() => import('./boards/dashboards-room.tsx')),
  },
  pages: {
    label: { zh: '页面', en: 'Pages' },
    icon: 'file_text',
    page: lazy(() => import('./boards/pages-room.tsx')),
  },
  menu: {
    label: { zh: '菜单与首页', en: 'Menu and home' },
    icon: 'appstore',
    page: lazy(() => import('./menu/menu-room.tsx')),
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
} satisfies Readonly<Record<RoomName, Room>>
