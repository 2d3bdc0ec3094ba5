// How is a text kept from being run as a formula by whoever opens a CSV?

const risky = /^'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/

/**
 * A text that a spreadsheet would take for a formula gets an apostrophe before it. One that has
 * such apostrophes already gets one more, so that `unguard` always gives back the very text.
 */
export const guard = (text: string): string => (risky.test(text) ? `'${text}` : text)

/** Takes the apostrophe of `guard` off again. */
export const unguard = (text: string): string =>
  text.startsWith("'") && risky.test(text) ? text.slice(1) : text
