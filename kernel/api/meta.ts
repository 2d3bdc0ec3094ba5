// What does the window know of the application? What the caller may know of it, and nothing else.
import type { Role } from '../app.ts'
import type { Words } from '../error.ts'
import type { FieldDef } from '../field.ts'
import type { ObjectDef } from '../object.ts'
import type { Deed } from '../permission.ts'
import type { WorkCalendar } from '../time/working-time.ts'
import type { Board } from '../view/board.ts'
import type { OwnCard } from '../view/own.ts'
import type { Report } from '../view/report.ts'
import type { Area, Desk, View } from '../view/view.ts'

/** An action as the window needs it: its `run` stays on the server. */
export interface MetaAction {
  label: Words
  help?: Words
  input?: Record<string, FieldDef>
  from?: readonly string[]
  primary?: boolean
  danger?: boolean
  icon?: string
  quiet?: boolean
}

export interface MetaObject extends Omit<ObjectDef, 'derive' | 'allow' | 'fields'> {
  name: string
  /** Only fields that the caller may read; `read_only` is set where they may not write. */
  fields: Record<string, FieldDef>
  /** What the caller may do to at least some rows. */
  deeds: Deed[]
  /** Only actions that the caller's roles may ever do. */
  actions: Record<string, MetaAction>
}

/** GET /api/v1/meta: the application as the caller may know it. ETag = model version + roles. */
export interface Meta {
  version: number
  company: {
    /** Of its one record; null before it is set up. */
    id: string | null
    name: string
    currency: string
    language: 'zh' | 'en'
    zone: string
    sample: boolean
    calendar: WorkCalendar
  }
  who: {
    id: string
    name: string
    email: string
    roles: string[]
    team: string | null
    language: 'zh' | 'en'
    admin: boolean
  }
  objects: Record<string, MetaObject>
  roles: Record<string, Role>
  /** The menu: groups and items that the caller may open. */
  areas: Record<string, Area>
  views: Record<string, View>
  /** Only those of which the caller may read every field; people's own ones stand among them by their id. */
  reports: Readonly<Record<string, Report>>
  dashboards: Record<string, Board>
  /** What the caller made and what others share with them, by id. */
  own: {
    reports: Readonly<Record<string, OwnCard & { readonly unfit?: Report }>>
    dashboards: Readonly<Record<string, OwnCard>>
  }
  pages: Record<string, Board>
  /** Those of which the caller may read every object. */
  desks: Record<string, Desk>
  /** Where `/` leads the caller: `cockpit`, `inbox` or an item of the menu. */
  home: string
  /** What can be printed: the templates of the objects that the caller may see. */
  documents: Record<string, { object: string; label: Words; if?: string }>
  /** Of the objects that the caller may see: when is a yes asked for? */
  approvals: Record<
    string,
    {
      object: string
      label: Words
      if?: string
      /** Some are asked only where their condition holds. */
      steps: Record<string, { label: Words; if?: string }>
    }
  >
}
