// Which reports, dashboards, pages and items of the menu may this person open?
import { Refusal, refuse } from '#kernel/error.ts'
import { isAdmin, type Who } from '#kernel/permission.ts'
import type { View } from '#kernel/query/view.ts'
import type { Board } from '#kernel/view/board.ts'
import { planReport } from '#kernel/view/plan-report.ts'
import type { Report } from '#kernel/view/report.ts'
import { type Area, type Desk, itemOf } from '#kernel/view/view.ts'

const known = new WeakMap<View['objects'], Readonly<Record<string, Report>>>()

/** Reports that ask of nothing but what the person may read; the others are not there for them. */
export function reportsOf(view: View): Readonly<Record<string, Report>> {
  let found = known.get(view.objects)
  if (!found)
    known.set(
      view.objects,
      (found = Object.fromEntries(
        Object.entries(view.app.reports).filter(([, report]) => mayAsk(view, report)),
      )),
    )
  return found
}

export const reportOf = (view: View, name: string): Report => {
  const reports = reportsOf(view)
  return Object.hasOwn(reports, name)
    ? reports[name]!
    : refuse('not-found', {
        what: { zh: `报表 ${name.slice(0, 60)}`, en: `report ${name.slice(0, 60)}` },
      })
}

function mayAsk(view: View, report: Report): boolean {
  try {
    planReport(view, report, { range: { from: 0, to: 0 }, company: 'CNY' })
    return true
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}

/** Dashboards or pages for the person's roles. */
export const boardsOf = (
  boards: Readonly<Record<string, Board>>,
  who: Who,
): Record<string, Board> =>
  Object.fromEntries(
    Object.entries(boards).filter(
      ([, board]) =>
        isAdmin(who) || !board.roles || board.roles.some((role) => who.roles.includes(role)),
    ),
  )

/** The desks of which the person may read every object. */
export const desksOf = ({ app, objects }: View): Record<string, Desk> =>
  Object.fromEntries(
    Object.entries(app.desks).filter(([, desk]) =>
      desk.objects.every((object) => objects[object] && objects[object].right('read') !== 'none'),
    ),
  )

/** The groups of the menu with what the person may open; an empty group is not there. */
export function menuOf(view: View): Record<string, Area> {
  const { app, who } = view
  const finds = (roles: readonly string[] | null | undefined): boolean =>
    isAdmin(who) || !roles || roles.some((role) => who.roles.includes(role))
  return Object.fromEntries(
    Object.entries(app.areas).flatMap(([key, { only, ...area }]) => {
      const items = area.items.filter((item) => mayOpen(view, item) && finds(only?.[item]))
      return items.length && finds(area.roles) ? [[key, { ...area, items }]] : []
    }),
  )
}

function mayOpen(view: View, item: string): boolean {
  const { app, who } = view
  const found = itemOf(item)
  const has = (map: Readonly<Record<string, unknown>>): boolean => Object.hasOwn(map, found!.name)
  switch (found?.kind) {
    case 'object':
      return has(view.objects)
    case 'view':
      return has(app.views) && !!view.objects[app.views[found.name]!.object]
    case 'report':
      return has(reportsOf(view))
    case 'dashboard':
      return has(boardsOf(app.dashboards, who))
    case 'page':
      return has(boardsOf(app.pages, who))
    case 'desk':
      return has(desksOf(view))
    default:
      return false
  }
}

/** The first of the person's roles that has a home decides; it is the cockpit where none has or it may not be opened. */
export function homeOf(view: View): string {
  for (const role of view.who.roles) {
    const home = view.app.roles[role]?.home
    if (home && (home === 'cockpit' || home === 'inbox' || mayOpen(view, home))) return home
  }
  return 'cockpit'
}
