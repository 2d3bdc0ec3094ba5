// Which stages does the path show, which moves go forward, and which of them is the next one?
import type { MetaObject } from '#kernel/api/meta.ts'
import type { RecordPage } from '#kernel/api/record-page.ts'
import type { Stage } from '#kernel/lifecycle/lifecycle.ts'

export interface Step {
  readonly name: string
  readonly stage: Stage
  readonly place: 'passed' | 'here' | 'ahead'
}
export type PageMove = RecordPage['moves'][number]

const living = (object: MetaObject): [string, Stage][] =>
  Object.entries(object.lifecycle?.stages ?? {}).flatMap(([name, stage]): [string, Stage][] =>
    stage ? [[name, stage]] : [],
  )

/** The numbers lead there and nobody by hand, and it is not the good end: a part paid, a part credited. */
const isByTheWay = (object: MetaObject, name: string, stage: Stage): boolean => {
  const moves = Object.values(object.lifecycle?.moves ?? {}).filter((move) => move?.to === name)
  const isOpen = (stage.kind ?? 'open') === 'open'
  return isOpen && moves.length > 0 && moves.every((move) => move?.by?.length === 0)
}

/**
 * The way to a good end; a bad end stands at the end of it only where the record is there, and what is only by the way
 * where it is or was there.
 */
export function pathOf(
  object: MetaObject,
  now: string,
  visited: Readonly<Record<string, number>>,
): Step[] {
  const stages = living(object).filter(
    ([name, stage]) =>
      name === now ||
      (stage.kind !== 'lost' && (name in visited || !isByTheWay(object, name, stage))),
  )
  const ended = object.lifecycle?.stages[now]?.kind === 'lost'
  const here = stages.findIndex(([name]) => name === now)
  // Stages of a lost record that it never saw were not passed.
  const reached = ended ? stages.findLastIndex(([name]) => name !== now && name in visited) : here
  return stages.map(([name, stage], at) => ({
    name,
    stage,
    place: name === now ? 'here' : at <= reached ? 'passed' : 'ahead',
  }))
}

const indexOf = (object: MetaObject, stage: string): number =>
  living(object).findIndex(([name]) => name === stage)

/** Moves that are buttons of their own: no action does the same under its own name. */
export const plainMoves = (object: MetaObject, page: RecordPage): PageMove[] =>
  page.moves.filter((move) => move.via === null && move.allowed && !object.actions[move.name])

/** Nobody makes it by hand: it follows from numbers, so nothing of it is to be told or pressed. */
const isDerived = (object: MetaObject, move: PageMove): boolean =>
  object.lifecycle?.moves[move.name]?.by?.length === 0

export const isForward = (object: MetaObject, now: string, move: PageMove): boolean =>
  indexOf(object, move.to) > indexOf(object, now) &&
  object.lifecycle?.stages[move.to]?.kind !== 'lost'

/** The nearest stage ahead whose gate is told; of two moves there, the one with more to say. */
export function nextMove(object: MetaObject, page: RecordPage): PageMove | null {
  if (!page.stage) return null
  const now = page.stage.name
  const ahead = page.moves.filter(
    (move) => isForward(object, now, move) && !isDerived(object, move),
  )
  return (
    ahead.toSorted(
      (a, b) =>
        indexOf(object, a.to) - indexOf(object, b.to) || b.checklist.length - a.checklist.length,
    )[0] ?? null
  )
}

/** The field that a line of the checklist asks for: named by the gate, else the first of its formula that is filled in by hand. */
export function fieldOf(
  object: MetaObject,
  move: PageMove,
  line: PageMove['checklist'][number],
): string | null {
  const writable = (name: string): boolean =>
    Boolean(
      object.fields[name] &&
      !object.fields[name].read_only &&
      !['formula', 'rollup'].includes(object.fields[name].kind),
    )
  if (line.field) return writable(line.field) ? line.field : null
  const checks = Object.values(object.lifecycle?.moves[move.name]?.gate?.checks ?? {})
  const check = checks.find(
    (one) => one && one.says.zh === line.says.zh && one.says.en === line.says.en,
  )
  return check?.if.match(/[a-z_][a-z0-9_]*/g)?.find(writable) ?? null
}
