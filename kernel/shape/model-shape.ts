// Is a model built of the right parts at all? Asked before its meaning, so that whoever reads on meets no surprise.
import { modelMaps, type ModelProblem } from '../app.ts'
import { document } from './document-shape.ts'
import { approval, automation } from './flow-shape.ts'
import { object } from './object-shape.ts'
import { map, parts, text, words } from './shape.ts'
import { area, board, report, view } from './view-shape.ts'

const model = parts(
  {
    objects: map(object),
    roles: map(parts({ label: words, help: words, home: text, acts_as: text }, ['label'])),
    approvals: map(approval),
    automations: map(automation),
    views: map(view),
    reports: map(report),
    dashboards: map(board),
    pages: map(board),
    documents: map(document),
    areas: map(area),
  },
  modelMaps,
)

/** Everything in the merged model that is not of its kind, each with its place. Labels of objects, fields and stages are asked for later. */
export function shapeProblems(merged: unknown): ModelProblem[] {
  const problems: ModelProblem[] = []
  model(merged, '', problems)
  return problems.map((problem) => ({ ...problem, path: problem.path.replace(/^\./, '') }))
}

/** The same for one report that is not in the model. */
export function reportShape(given: unknown, path: string): ModelProblem[] {
  const problems: ModelProblem[] = []
  report(given, path, problems)
  return problems
}

/** And for one dashboard. */
export function boardShape(given: unknown, path: string): ModelProblem[] {
  const problems: ModelProblem[] = []
  board(given, path, problems)
  return problems
}
