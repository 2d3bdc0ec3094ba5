// What does a number format of a workbook make of a number: a day, a time, a share?

export type Shown = 'number' | 'percent' | 'date' | 'time'

const builtIn: Readonly<Record<number, Shown>> = Object.fromEntries([
  ...[9, 10].map((id) => [id, 'percent'] as const),
  // 27–36 and 50–58 are the dates of Chinese, Japanese and Korean spreadsheets.
  ...[14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58].map(
    (id) => [id, 'date'] as const,
  ),
  ...[18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56].map((id) => [id, 'time'] as const),
])

/** Decimals that a format always shows, no more and no less; undefined where it lets the number say. */
export function placesBy(id: number, code: string | undefined): number | undefined {
  if (code === undefined) return { 1: 0, 2: 2, 3: 0, 4: 2, 7: 2, 8: 2, 39: 2, 40: 2, 44: 2 }[id]
  const shown = bareCode(code)
  if (shownBy(id, code) !== 'number' || !/0/.test(shown)) return undefined
  const fraction = /\.([0#?]*)/.exec(shown)?.[1] ?? ''
  // Thousands left out, powers of ten and fractions show something else than the number.
  return /[#?]/.test(fraction) || /[e/]|,(?![#0])/.test(shown) ? undefined : fraction.length
}

/** Only the part for positive numbers counts; literal text, colours and locales in it do not. */
const bareCode = (code: string): string =>
  code
    .replace(/"[^"]*"|\\.|[_*]./g, '')
    .replace(/\[(?![hms]+\])[^\]]*\]/gi, '')
    .split(';')[0]!
    .toLowerCase()

/**
 * How a number of this format is shown. A custom format speaks for itself, a built-in one by its
 * number.
 */
export function shownBy(id: number, code: string | undefined): Shown {
  if (code === undefined) return builtIn[id] ?? 'number'
  const bare = bareCode(code)
  if (/^\s*(general|standard|@)?\s*$/.test(bare)) return 'number'
  if (/[yd]|[eg](?=[/\-.年])/.test(bare) || (/m/.test(bare) && !/[hs]/.test(bare))) return 'date'
  if (/[hs]/.test(bare)) return 'time'
  return bare.includes('%') ? 'percent' : 'number'
}
