// What of a text can be printed, and what stands in for the rest?

/** 〓, the printer's mark for a character that is not in the case. */
const geta = '\u3013'

// Invisible by design: variation selectors change no meaning; marks of direction could forge one.
const silent = /(?!\n)[\p{Cc}\p{Cf}\p{Variation_Selector}]/u

const letters = new Intl.Segmenter('zh', { granularity: 'grapheme' })

/**
 * The text as the font can show it. A letter without a glyph becomes 〓, so that the gap is seen, and is
 * told to `missing`. Tabs and odd line ends become blanks and line feeds; invisible characters go.
 */
export function printable(
  text: string,
  shows: (point: number) => boolean,
  missing: (letter: string) => void,
): string {
  const flat = text.replace(/\r\n?|[\u2028\u2029]/g, '\n').replaceAll('\t', ' ')
  // Most texts need nothing else.
  if (visible(flat, shows) && !/\p{M}/u.test(flat)) return flat
  let out = ''
  for (const { segment } of letters.segment(flat)) {
    const letter = [...segment].filter((each) => !silent.test(each)).join('')
    // Base and accent in one, where there is such a letter. A single one stays as it was written: NFC
    // would trade some characters of names for others.
    const composed = [...letter].length > 1 ? letter.normalize('NFC') : letter
    if (visible(composed, shows)) out += composed
    else {
      missing(letter)
      out += geta
    }
  }
  return out
}

const visible = (text: string, shows: (point: number) => boolean): boolean => {
  for (const each of text) {
    if (each !== '\n' && (silent.test(each) || !shows(each.codePointAt(0)!))) return false
  }
  return true
}
