// Which record stands in which line, so that those of the same day do not lie on each other?

/** A record with its first and last day. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** A span with the line in which it lies, from the top. */
export interface Laid<T extends Span> {
  readonly span: T
  readonly lane: number
}

/** Each span gets the first line that is free on all its days. They come in the order in which they begin. */
export function laid<T extends Span>(spans: readonly T[]): Laid<T>[] {
  const free: number[] = []
  return spans.map((span) => {
    const found = free.findIndex((day) => day < span.from)
    const lane = found < 0 ? free.length : found
    free[lane] = span.to
    return { span, lane }
  })
}

/**
 * What fits into so many lines, and how many more each day has. A day with more keeps its last line for "+n".
 * @param days first and last day of the row that is drawn
 */
export function fitted<T extends Span>(
  all: readonly Laid<T>[],
  days: Span,
  lines: number,
): { shown: Laid<T>[]; more: number[] } {
  const count = days.to - days.from + 1
  const over = (one: Laid<T>): number[] =>
    Array.from(
      {
        length: Math.max(
          0,
          Math.min(days.to, one.span.to) - Math.max(days.from, one.span.from) + 1,
        ),
      },
      (_, i) => Math.max(days.from, one.span.from) - days.from + i,
    )
  const highest = Array.from({ length: count }, () => -1)
  for (const one of all) for (const at of over(one)) highest[at] = Math.max(highest[at]!, one.lane)
  const room = highest.map((lane) => (lane >= lines ? Math.max(0, lines - 1) : lines))
  const shown: Laid<T>[] = []
  const more = Array.from({ length: count }, () => 0)
  for (const one of all) {
    const days = over(one)
    if (days.every((at) => one.lane < room[at]!)) shown.push(one)
    else for (const at of days) more[at]! += 1
  }
  return { shown, more }
}
