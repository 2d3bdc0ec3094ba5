// How does a sentence get the details that it speaks of?

/** Values for the braces of a sentence; what is said in both languages is taken in the reader's. */
export type Details = Readonly<
  Record<string, string | number | Readonly<Record<'zh' | 'en', string>>>
>

/**
 * Fills the braces of a sentence; a brace without a value stays visible, so a missing one is noticed.
 * "{n:deal|deals}" is the word for one of them, or for another number of them.
 */
export const sentence = (pattern: string, details: Details, language: 'zh' | 'en' = 'en'): string =>
  pattern.replace(
    /\{(\w+)(?::([^|{}]+)\|([^{}]+))?\}/g,
    (whole, name: string, one?: string, several?: string) => {
      const value = details[name]
      if (value === undefined) return whole
      const text = typeof value === 'object' ? value[language] : String(value)
      return one === undefined || several === undefined ? text : text === '1' ? one : several
    },
  )
