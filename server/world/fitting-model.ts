// What if the company's changes no longer fit the standard, after an upgrade? It starts without what does not fit.
import type { App, Book, Changes, ModelProblem } from '#kernel/app.ts'
import { compileApp } from '#kernel/compile/compile-app.ts'
import { isJsonObject } from '#kernel/json.ts'

export interface Fitting {
  readonly app: App
  /** What was left out, each with the reason; it stays in the company's changes, to be mended there. */
  readonly left: readonly ModelProblem[]
}

type Json = Record<string, unknown>

/** The App of the changes but for those that don't fit; null where what is wrong is no single change. */
export function fittingApp(book: Book, changes: Changes, version: number): Fitting | null {
  const left: ModelProblem[] = []
  const kept = structuredClone(changes) as Json
  // Taking one away may leave another that named it.
  for (let turn = 0; turn < 100; turn++) {
    const answer = compileApp(book, kept as Changes, version)
    if ('app' in answer) return { app: answer.app, left }
    const gone = answer.problems.filter((problem) => takeAway(kept, problem.path))
    if (gone.length === 0) return null
    left.push(...gone)
  }
  return null
}

/** Removes the change that a problem's place lies in: a view, a role, a field, a part of an object. */
function takeAway(changes: Json, path: string): boolean {
  const parts = path.replace(/\[.*$/, '').split('.')
  const depth = parts[0] === 'objects' ? (parts[2] === 'fields' ? 4 : 3) : 2
  let at: Json = changes
  for (const part of parts.slice(0, depth - 1)) {
    const next = at[part]
    if (!isJsonObject(next)) return false
    at = next
  }
  const last = parts[depth - 1]
  if (last === undefined || !Object.hasOwn(at, last)) return false
  delete at[last]
  return true
}
