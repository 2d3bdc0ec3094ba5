// What does this person see of the application? The App narrowed to it; every question starts from here.
import type { App, AppObject } from '../app.ts'
import { invariant } from '../invariant.ts'
import type { FieldDef } from '../field.ts'
import { kindOf } from '../fields/index.ts'
import { fullScope } from '../formula-in.ts'
import { check, type Checked } from '../formula/check.ts'
import type { Scope } from '../formula/type.ts'
import { type Deed, isAdmin, keyReaches, type Who } from '../permission.ts'

/** All rows, no row, or the rows for which a formula is true. */
export type Right = 'all' | 'none' | Checked

export interface ViewObject {
  readonly object: AppObject
  /** Only what may be read: a field without read right is not there, for any purpose. */
  readonly fields: Readonly<Record<string, FieldDef>>
  readonly right: (deed: Deed) => Right
  readonly writable: (field: string) => boolean
  /** The reference to the object whose rights this child object has. */
  readonly parent: { readonly field: string; readonly object: string } | null
}

declare const permitted: unique symbol
/** Only `permit` makes one; plans are made from it, so nothing can be asked that was not permitted. */
export interface View {
  readonly [permitted]: true
  readonly app: App
  readonly who: Who
  readonly objects: Readonly<Record<string, ViewObject>>
}

// Views differ by roles alone; the person enters with the statement's parameters.
const known = new WeakMap<App, Map<string, Readonly<Record<string, ViewObject>>>>()

/** Narrows the application to what the person's roles may see. */
export function permit(app: App, who: Who): View {
  let views = known.get(app)
  if (!views) known.set(app, (views = new Map()))
  const key = `${who.only_read ? 'r:' : ''}${[...who.roles].sort().join(' ')}${who.only ? ` ${JSON.stringify(who.only)}` : ''}`
  let objects = views.get(key)
  if (!objects) views.set(key, (objects = narrow(app, who)))
  return { app, who, objects } as View
}

function narrow(app: App, who: Who): Readonly<Record<string, ViewObject>> {
  const views: Record<string, ViewObject> = {}
  for (const object of Object.values(app.objects)) {
    const view = viewOf(app, object, who)
    if (view.right('read') !== 'none' || view.parent) views[object.name] = view
  }
  // A child is seen where its parent is; references to what is not there stay (the id says nothing more).
  for (const [name, view] of Object.entries(views))
    if (view.parent && !rootOf(views, name)) delete views[name]
  for (const [name, view] of Object.entries(views)) {
    const fields = Object.fromEntries(
      Object.entries(view.fields).filter(
        ([, field]) => field.kind !== 'lines' || views[field.object],
      ),
    )
    views[name] = { ...view, fields }
  }
  return views
}

const rootOf = (views: Record<string, ViewObject>, name: string): boolean => {
  const view = views[name]
  return !!view && (view.parent ? rootOf(views, view.parent.object) : true)
}

function viewOf(app: App, object: AppObject, who: Who): ViewObject {
  const admin = isAdmin(who)
  const roles = new Set([...who.roles, '*'])
  const may = (list: readonly string[] | undefined): boolean =>
    admin || !list || list.some((role) => roles.has(role))
  const fields = Object.fromEntries(
    Object.entries(object.fields).filter(([, field]) => may(field.read)),
  )
  const parentField = object.parent ? object.fields[object.parent] : undefined
  const parent =
    parentField?.kind === 'ref' && object.allow.length === 0
      ? { field: object.parent!, object: parentField.object }
      : null
  const rights = new Map<Deed, Right>()
  const right = (deed: Deed): Right => {
    let known = rights.get(deed)
    if (known === undefined)
      rights.set(deed, (known = rightOf(app, object, deed, roles, admin, who)))
    return known
  }
  const writable = (name: string): boolean => {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined
    return (
      !!field &&
      !field.read_only &&
      field.kind !== 'formula' &&
      field.kind !== 'rollup' &&
      may(field.write)
    )
  }
  return { object, fields, right, writable, parent }
}

function rightOf(
  app: App,
  object: AppObject,
  deed: Deed,
  roles: Set<string>,
  admin: boolean,
  who: Who,
): Right {
  if (who.only_read && deed !== 'read' && deed !== 'export') return 'none'
  if (!keyReaches(who, object.name, deed)) return 'none'
  if (admin) return 'all'
  const lines = object.allow.filter((line) => roles.has(line.role) && line.deeds.includes(deed))
  if (lines.length === 0) return 'none'
  if (lines.some((line) => line.rule === undefined)) return 'all'
  const text = [...new Set(lines.map((line) => `(${line.rule})`))].join(' or ')
  const answer = check(text, fullScope(app.objects, object.name), { type: 'boolean' })
  invariant('checked' in answer, `the rule of ${object.name} was checked when the App was made`)
  return answer.checked
}

/** What this person's formulas may name. */
export const viewScope = (view: View, object: string): Scope => ({
  object,
  field: (of, name) => {
    const fields = view.objects[of]?.fields
    const field = fields && Object.hasOwn(fields, name) ? fields[name] : undefined
    return field && kindOf(field).type(field as never)
  },
  names: (of) => Object.keys(view.objects[of]?.fields ?? {}),
})
