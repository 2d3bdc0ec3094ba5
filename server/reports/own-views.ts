// Which reports and dashboards of their own do people have, and which of them may this person open?
import type { Meta } from '#kernel/api/meta.ts'
import { type Problem, Problems } from '#kernel/error.ts'
import type { OwnCard, OwnKind } from '#kernel/view/own.ts'
import { isUuid } from '#kernel/fields/uuid-value.ts'
import { living } from '#kernel/merge.ts'
import { boardShape, reportShape } from '#kernel/shape/model-shape.ts'
import type { Scope } from '#kernel/formula/type.ts'
import type { Row } from '#kernel/object.ts'
import type { Ask } from '#kernel/query/ask.ts'
import { permit, type View, viewScope } from '#kernel/query/view.ts'
import type { Board } from '#kernel/view/board.ts'
import { checkBoard, checkReport } from '#kernel/view/check-views.ts'
import { ownObjects, readBy, readDefinition, type Sharing } from '#kernel/view/own.ts'
import type { Report } from '#kernel/view/report.ts'
import { rowsOf } from '#server/reading/read.ts'
import { type Doing, unlimited } from '#server/world/world.ts'
import { boardsOf, mayAsk, noReport, reportOf, reportsOf } from './seen-reports.ts'

export interface OwnViews {
  /** What can be opened, by id; reports that only stand on such a dashboard too. */
  readonly reports: Readonly<Record<string, Report>>
  readonly dashboards: Readonly<Record<string, Board>>
  /** Those that the person made or that are shared with them. */
  readonly cards: Meta['own']
}

/** More of each than this nobody looks through. */
const most = 200
const parts = ['id', 'name', 'definition', 'owner', 'shared', 'team', 'role', 'in_menu', 'version']

/** Everything of people's own that is there for this person. An administrator finds in it what anybody else would. */
export async function ownViews(doing: Doing): Promise<OwnViews> {
  const view = permit(doing.app, doing.who)
  const ask = { where: readBy, sort: 'name' }
  const [boardRows, reportRows] = await Promise.all([
    found(doing, view, 'dashboard', ask),
    found(doing, view, 'report', ask),
  ])
  const boards = boardRows.flatMap((row) => {
    const board = boardIn(row)
    return board ? [{ row, board }] : []
  })
  const reports = reportRows.flatMap((row) => {
    const report = reportIn(row)
    return report ? [{ row, report, fits: mayAsk(view, report) }] : []
  })
  const known = new Set(reportRows.map((row) => row.id))
  const more = await standing(doing, view, boards, known)
  return {
    reports: {
      ...more,
      ...Object.fromEntries(
        reports.filter((one) => one.fits).map(({ row, report }) => [row.id, report]),
      ),
    },
    dashboards: Object.fromEntries(boards.map(({ row, board }) => [row.id, board])),
    cards: {
      reports: Object.fromEntries(
        reports.flatMap(({ row, report, fits }) => {
          const card = cardOf(doing, row)
          // Its maker may mend what no longer fits; for others it is not there.
          if (!fits && !card.mine) return []
          return [[row.id, fits ? card : { ...card, unfit: report }]]
        }),
      ),
      dashboards: Object.fromEntries(boards.map(({ row }) => [row.id, cardOf(doing, row)])),
    },
  }
}

/** Reports that are not shared themselves but stand on a dashboard that is: its owner's own ones, nobody else's. */
async function standing(
  doing: Doing,
  view: View,
  boards: readonly { readonly row: Row; readonly board: Board }[],
  known: ReadonlySet<string>,
): Promise<Record<string, Report>> {
  const owners = new Map<string, Set<unknown>>()
  for (const { row, board } of boards)
    for (const id of reportIdsOn(board))
      if (!known.has(id)) owners.set(id, (owners.get(id) ?? new Set()).add(row.owner))
  if (owners.size === 0) return {}
  const rows = await found(doing, permit(doing.app, unlimited(doing.who)), 'report', {
    ids: [...owners.keys()].slice(0, most),
  })
  return Object.fromEntries(
    rows.flatMap((row) => {
      const report = owners.get(row.id)?.has(row.owner) ? reportIn(row) : null
      return report && mayAsk(view, report) ? [[row.id, report]] : []
    }),
  )
}

const reportIdsOn = (board: Board): string[] =>
  Object.values(living(board.blocks)).flatMap((block) =>
    block.kind === 'report' && isUuid(block.report) ? [block.report.toLowerCase()] : [],
  )

async function found(
  doing: Doing,
  view: View,
  kind: OwnKind,
  ask: Partial<Ask>,
): Promise<readonly Row[]> {
  const from = ownObjects[kind]
  const object = view.objects[from]
  if (!object) return []
  const named = view.objects.person?.fields.name ? ['owner.name'] : []
  return rowsOf(doing.tx, view, doing.at, {
    from,
    select: [...parts, ...named],
    limit: most,
    ...ask,
  })
}

const cardOf = (doing: Doing, row: Row): OwnCard => ({
  name: String(row.name ?? ''),
  owner: { id: String(row.owner ?? ''), name: String(row['owner.name'] ?? '') },
  mine: row.owner === doing.who.id,
  shared: row.shared as Sharing,
  team: (row.team as string | null) ?? null,
  role: (row.role as string | null) ?? null,
  in_menu: row.in_menu === true,
  version: row.version,
})

/** What was right when it was written may be written otherwise by now. */
function reportIn(row: Row): Report | null {
  const given = readDefinition(row.definition)
  return reportShape(given, '').length ? null : (given as Report)
}
function boardIn(row: Row): Board | null {
  const given = readDefinition(row.definition)
  return boardShape(given, '').length ? null : (given as Board)
}

/** A report by its name, or somebody's own by its id; refused where it is not there for the person. */
export async function openReport(doing: Doing, name: string): Promise<Report> {
  const view = permit(doing.app, doing.who)
  if (!isUuid(name)) return reportOf(view, name)
  const id = name.toLowerCase()
  const [row] = await found(doing, view, 'report', { ids: [id] })
  const report = row ? reportIn(row) : (await ownViews(doing)).reports[id]
  return report && mayAsk(view, report) ? report : noReport(name)
}

/** A dashboard by its name or its id; null where it is not there for the person. */
export async function openBoard(doing: Doing, name: string): Promise<Board | null> {
  if (!isUuid(name)) {
    const boards = boardsOf(doing.app.dashboards, doing.who)
    return Object.hasOwn(boards, name) ? boards[name]! : null
  }
  const view = permit(doing.app, doing.who)
  const [row] = await found(doing, view, 'dashboard', { ids: [name.toLowerCase()] })
  return row ? boardIn(row) : null
}

/** What of a report or dashboard does not fit what the person may see, each with its place. */
export async function unfit(
  doing: Doing,
  kind: OwnKind,
  given: unknown,
  path: string,
): Promise<readonly Problem[]> {
  const problems = new Problems()
  const say = (at: string, zh: string, en: string, letter?: number): void =>
    problems.add(at, 'model', {
      says: { zh, en },
      ...(letter === undefined ? {} : { at: letter + 1 }),
    })
  for (const one of kind === 'report' ? reportShape(given, path) : boardShape(given, path))
    say(one.path, one.says.zh, one.says.en)
  if (problems.list.length) return problems.list
  const { label } = given as Report | Board
  if (!label.zh.trim() && !label.en.trim()) problems.add(`${path}.label`, 'required')
  const view = permit(doing.app, doing.who)
  const scopeOf = (object: string): Scope => viewScope(view, object)
  const { objects } = view
  if (kind === 'report') checkReport(path, given as Report, { objects, scopeOf, say })
  else {
    const { views, dashboards, pages, roles, desks } = doing.app
    const reports = { ...reportsOf(view), ...(await ownViews(doing)).reports }
    const known = { objects, scopeOf, say, reports, views, dashboards, pages, roles, desks }
    checkBoard(path, given as Board, known)
  }
  return problems.list
}
