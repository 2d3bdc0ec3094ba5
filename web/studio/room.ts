// Which rooms does the studio have, and what does a room have in its hands? Their pages stand in `rooms.ts`, apart:
// the menu names the rooms to people who never open one.
import type { Words } from '#kernel/error.ts'
import type { Draft } from './use-draft.ts'

export interface RoomProps {
  /** All that it changes. */
  draft: Draft
  /** What it is called in the menu. */
  title: string
}

export interface Room {
  readonly label: Words
  readonly icon: string
}

/** In the order of the menu; the name is the end of the address (`/studio/objects`). */
export const roomNames = {
  objects: { label: { zh: '对象与表单', en: 'Objects and forms' }, icon: 'apartment' },
  flow: { label: { zh: '流程', en: 'Lifecycles' }, icon: 'fork' },
  approvals: { label: { zh: '审批流', en: 'Approval flows' }, icon: 'audit' },
  automations: { label: { zh: '自动化', en: 'Automations' }, icon: 'thunderbolt' },
  map: { label: { zh: '全景图', en: 'The whole map' }, icon: 'global' },
  reports: { label: { zh: '报表', en: 'Reports' }, icon: 'line_chart' },
  dashboards: { label: { zh: '仪表盘', en: 'Dashboards' }, icon: 'pie_chart' },
  pages: { label: { zh: '页面', en: 'Pages' }, icon: 'file_text' },
  menu: { label: { zh: '菜单与首页', en: 'Menu and home' }, icon: 'appstore' },
  documents: { label: { zh: '单据模板', en: 'Documents' }, icon: 'file_text' },
  roles: { label: { zh: '角色与权限', en: 'Roles and rights' }, icon: 'safety_certificate' },
  versions: { label: { zh: '版本与发布', en: 'Versions' }, icon: 'history' },
} satisfies Readonly<Record<string, Room>>

export type RoomName = keyof typeof roomNames
