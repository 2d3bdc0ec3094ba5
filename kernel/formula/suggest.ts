// Which name may have been meant?

/** The nearest of the names, if it is near enough to be a slip of the hand. */
export function nearest(name: string, names: readonly string[]): string | undefined {
  const wanted = name.toLowerCase()
  if (wanted.length > 60) return undefined
  const most = Math.max(1, Math.floor(wanted.length / 3))
  let best: string | undefined
  let least = most + 1
  for (const each of names.slice(0, 2000)) {
    const candidate = each.toLowerCase()
    if (Math.abs(candidate.length - wanted.length) > most) continue
    const steps = distance(wanted, candidate)
    if (steps < least) [best, least] = [each, steps]
  }
  return best
}

/** Edits from a to b: a letter more, less, other, or two swapped. */
function distance(a: string, b: string): number {
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let steps = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        steps = Math.min(steps, before[j - 2]! + 1)
      row.push(steps)
    }
    ;[before, last] = [last, row]
  }
  return last[b.length]!
}
