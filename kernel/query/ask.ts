// What may someone ask of the rows? Data, as it comes over the wire.

export interface Ask {
  readonly from: string
  /** Formula. */
  readonly where?: string
  /** Field names and paths (`account.name`); absent = every field of the object that the caller may read. */
  readonly select?: readonly string[]
  /** `-created_at,name`; absent = newest first. */
  readonly sort?: string
  /** 1 … 1,000; absent = 50. */
  readonly limit?: number
  /** Cursor of the page before. */
  readonly after?: string
  /** Words; each must be found in some searched field. */
  readonly search?: string
  readonly ids?: readonly string[]
  /** The recycle bin instead of the living. */
  readonly removed?: boolean
  /** Child rows nested in the answer. */
  readonly children?: boolean
}

/** The sort of a list, part by part, each key once; the id makes it total, in the direction of the last key. */
export function sortOf(ask: Pick<Ask, 'sort'>): { key: string; descending: boolean }[] {
  const parts: { key: string; descending: boolean }[] = []
  for (const part of (ask.sort ?? '-id').split(',').map((one) => one.trim())) {
    const key = part.replace(/^[-+]/, '')
    if (part && !parts.some((one) => one.key === key))
      parts.push({ key, descending: part.startsWith('-') })
  }
  // One index serves both ways.
  if (!parts.some((one) => one.key === 'id'))
    parts.push({ key: 'id', descending: parts.at(-1)?.descending ?? true })
  return parts
}

/** Of which list, in which order, a cursor is: `lead -amount,-id`. */
export const orderOf = (ask: Pick<Ask, 'from' | 'sort'>): string =>
  `${ask.from} ${sortOf(ask)
    .map((one) => (one.descending ? `-${one.key}` : one.key))
    .join(',')}`

export interface GroupAsk {
  readonly from: string
  readonly where?: string
  readonly search?: string
  /** Fields, paths, formulas or buckets: `owner`, `account.region`, `month(close_date)`, `step(amount, 1000)`, `bins(days, 0, 30)`. */
  readonly by?: readonly string[]
  /** Name → `count()`, `sum(amount * probability / 100)`, `median(…)`, `distinct(account)`, `countif(stage = "won") / count()`. */
  readonly measure?: Readonly<Record<string, string>>
  readonly sort?: string
  readonly limit?: number
}
