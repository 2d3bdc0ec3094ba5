// What is a dashboard or a page? Blocks on a grid of twelve columns, for some roles: as data; and how blocks make room.
import type { Words } from '../error.ts'

export const gridColumns = 12

/** Where a block stands: columns and rows of the grid. */
export interface Place {
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
}

/** Parts of the cockpit that may stand anywhere. */
export const cockpitParts = [
  'river',
  'collected',
  'pipeline',
  'ageing',
  'forecast',
  'today',
] as const
export type CockpitPart = (typeof cockpitParts)[number]

export interface BlockBase {
  readonly label?: Words
  readonly at: Place
}
export type Block = BlockBase &
  (
    | { readonly kind: 'report'; readonly report: string }
    /** Rows of a standard view, or of an object with a filter. */
    | {
        readonly kind: 'list'
        readonly object: string
        readonly view?: string
        readonly filter?: string
        readonly columns?: readonly string[]
        readonly sort?: string
      }
    | { readonly kind: 'text'; readonly text: Words }
    /** A new record, or the address of something in the application. */
    | {
        readonly kind: 'button'
        readonly create?: string
        readonly to?: string
        readonly primary?: boolean
      }
    | { readonly kind: 'form'; readonly object: string }
    | { readonly kind: 'cockpit'; readonly part: CockpitPart }
  )
export const blockKinds = ['report', 'list', 'text', 'button', 'form', 'cockpit'] as const

/** A filter that acts on every block whose object it names. */
export interface BoardFilter {
  readonly label: Words
  readonly kind: 'period' | 'value'
  /** Object → the field (or path) that is meant there. A period without it goes by the period of each report. */
  readonly on?: Readonly<Record<string, string>>
  /** The period that is chosen at first. */
  readonly is?: string
}

export interface Board {
  readonly label: Words
  readonly help?: Words
  readonly icon?: string
  /** Who finds it; absent = everybody. What it shows is always only what the viewer may see. */
  readonly roles?: readonly string[]
  readonly filters?: Readonly<Record<string, BoardFilter | null>>
  readonly blocks: Readonly<Record<string, Block | null>>
}

type Places = Readonly<Record<string, Place>>

const overlap = (a: Place, b: Place): boolean =>
  a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h

/** Inside the grid and not smaller than one cell. */
export const inGrid = ({ x, y, w, h }: Place): Place => {
  const wide = Math.min(gridColumns, Math.max(1, Math.round(w)))
  return {
    w: wide,
    h: Math.min(40, Math.max(1, Math.round(h))),
    x: Math.min(gridColumns - wide, Math.max(0, Math.round(x))),
    y: Math.max(0, Math.round(y)),
  }
}

const inOrder = (places: Places): [string, Place][] =>
  Object.entries(places).sort(([, a], [, b]) => a.y - b.y || a.x - b.x)

/** A block is put somewhere: what stands there makes room downward, then everything moves up as far as it can. */
export function arranged(
  places: Places,
  moved?: readonly [name: string, to: Place],
): Record<string, Place> {
  const wanted = moved ? { ...places, [moved[0]]: inGrid(moved[1]) } : places
  const first = moved ? [[moved[0], wanted[moved[0]]!] as [string, Place]] : []
  const settled: [string, Place][] = []
  for (const [name, place] of [
    ...first,
    ...inOrder(wanted).filter(([name]) => name !== moved?.[0]),
  ]) {
    let at = inGrid(place)
    for (
      let hit = settled.find(([, one]) => overlap(one, at));
      hit;
      hit = settled.find(([, one]) => overlap(one, at))
    )
      at = { ...at, y: hit[1].y + hit[1].h }
    settled.push([name, at])
  }
  const up: [string, Place][] = []
  for (const [name, place] of inOrder(Object.fromEntries(settled))) {
    let at = place
    while (at.y > 0 && !up.some(([, one]) => overlap(one, { ...at, y: at.y - 1 })))
      at = { ...at, y: at.y - 1 }
    up.push([name, at])
  }
  const found = new Map(up)
  return Object.fromEntries(Object.keys(wanted).map((name) => [name, found.get(name)!]))
}

/** The place for a new block of this size: beside the last one where there is room, otherwise below everything. */
export function placeFor(places: Places, w: number, h: number): Place {
  const all = Object.values(places)
  const last = inOrder(places).at(-1)?.[1]
  for (let x = 0; last && x + w <= gridColumns; x += 1) {
    const at = { x, y: last.y, w, h }
    if (!all.some((one) => overlap(one, at))) return at
  }
  return { x: 0, y: Math.max(0, ...all.map((one) => one.y + one.h)), w, h }
}

/** A block goes before its neighbour in reading order (-1), or behind it (1); whatever stands in their way makes room. */
export function inTurn(places: Places, name: string, step: -1 | 1): Record<string, Place> {
  const order = inOrder(places).map(([key]) => key)
  const at = order.indexOf(name)
  const other = order[at + step]
  if (at === -1 || other === undefined) return { ...places }
  const [upper, lower] = step < 0 ? [other, name] : [name, other]
  const [a, b] = [places[upper]!, places[lower]!]
  const apart = a.x + a.w <= b.x
  // Side by side they swap, otherwise the lower one takes the line of the upper one, which makes room.
  return apart
    ? arranged({ ...places, [upper]: { ...a, x: a.x + b.w, y: a.y } }, [
        lower,
        { ...b, x: a.x, y: a.y },
      ])
    : arranged(places, [lower, { ...b, y: a.y }])
}
