// How are rows counted of which some stand under another? 1, 2, 2.1, 2.2, 3.

/** @param under for each row, whether it belongs to the nearest above that does not */
export function rowNumbers(under: readonly boolean[]): string[] {
  let [position, within] = [0, 0]
  return under.map((isUnder) => {
    if (isUnder && position > 0) return `${position}.${(within += 1)}`
    within = 0
    return String((position += 1))
  })
}
