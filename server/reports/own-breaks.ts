// Which reports and dashboards that people made for themselves would a change of the model break?
import type { ModelEffects } from '#kernel/api/draft.ts'
import type { App } from '#kernel/app.ts'
import { permit, viewScope } from '#kernel/query/view.ts'
import { boardShape, reportShape } from '#kernel/shape/model-shape.ts'
import type { Board } from '#kernel/view/board.ts'
import { checkBoard, checkReport } from '#kernel/view/check-views.ts'
import { ownKinds, ownObjects, type OwnKind, readDefinition } from '#kernel/view/own.ts'
import type { Report } from '#kernel/view/report.ts'
import { rowsOf } from '#server/reading/read.ts'
import { circumstances, systemWho, type World } from '#server/world/world.ts'
import type { Row } from '#kernel/object.ts'

/** So many of each are looked through. */
const most = 1000

/** Those that fit the App of today and not the one to come. What nobody shares is told by its owner only. */
export async function ownBreaks(world: World, now: App, will: App): Promise<ModelEffects['own']> {
  const [reports, dashboards] = await Promise.all([
    rowsOfKind(world, now, 'report'),
    rowsOfKind(world, now, 'dashboard'),
  ])
  const known = Object.fromEntries(reports.map((row) => [row.id, readDefinition(row.definition)]))
  const all = { report: reports, dashboard: dashboards }
  return ownKinds.flatMap((kind) =>
    all[kind]
      .filter((row) => {
        const given = readDefinition(row.definition)
        return fits(now, kind, given, known) && !fits(will, kind, given, known)
      })
      .map((row) => ({
        kind,
        name: row.shared === 'nobody' ? null : String(row.name ?? ''),
        owner: String(row['owner.name'] ?? ''),
      })),
  )
}

async function rowsOfKind(world: World, app: App, kind: OwnKind): Promise<readonly Row[]> {
  const from = ownObjects[kind]
  if (!app.objects[from]) return []
  return rowsOf(world.db, permit(app, systemWho), circumstances(world, systemWho), {
    from,
    select: ['id', 'name', 'definition', 'shared', 'owner.name'],
    sort: 'name',
    limit: most,
  })
}

/** Does all that it speaks of stand in the App? */
function fits(app: App, kind: OwnKind, given: unknown, own: Readonly<Record<string, unknown>>) {
  const shape = kind === 'report' ? reportShape(given, '') : boardShape(given, '')
  if (shape.length) return false
  let sound = true
  const view = permit(app, systemWho)
  const { objects } = view
  const scopeOf = (object: string) => viewScope(view, object)
  const say = (): void => {
    sound = false
  }
  if (kind === 'report') checkReport('', given as Report, { objects, scopeOf, say })
  else {
    const { views, dashboards, pages, roles, desks } = app
    const reports = { ...app.reports, ...own } as Readonly<Record<string, Report>>
    checkBoard('', given as Board, {
      objects,
      scopeOf,
      say,
      reports,
      views,
      dashboards,
      pages,
      roles,
      desks,
    })
  }
  return sound
}
