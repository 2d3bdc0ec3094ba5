// On which days does a formula count as if people worked?

/** Days of the week, and days that are not as the week says: true = work, false = off. */
export interface WorkWeek {
  /** Monday = 0. */
  readonly week: readonly number[]
  /** `2026-02-16`. */
  readonly days: Readonly<Record<string, boolean>>
}
