// Has anything been said? What is asked of input before it is read, in the window and behind it alike.

/** Nothing, only white space, or a list without items. */
export const isBlank = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0)
