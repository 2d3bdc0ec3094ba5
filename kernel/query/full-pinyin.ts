// Is a typed word the spelling of a Chinese name, 华东 as huadong? What is written beside records are initials: they
// narrow, and the names that are found are spelt out to decide.
import { pinyin } from 'pinyin-pro'

const syllable =
  /^(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])(?:i(?:ong|ang|an|ao|ng|n|a|e|u)?|u(?:ang|an|ai|a|o|i|n|e)?|v(?:an|e|n)?|a(?:ng|n|i|o)?|o(?:ng|u)?|e(?:ng|n|i)?)|a(?:ng|n|i|o)?|ou?|e(?:ng|n|r|i)?)$/
const longest = 6
/** A word that may be cut in more ways than these is no name that somebody types. */
const most = 8

/** The initials of what is spelt so, in each way in which it can be cut: `xian` is one syllable and two. */
export function initialsSpelt(word: string): readonly string[] {
  if (!/^[a-z]{4,40}$/.test(word)) return []
  const found = new Set<string>()
  const cut = (from: number, initials: string): void => {
    if (found.size >= most) return
    if (from === word.length) {
      // One syllable is one initial: that would be looked for in everything.
      if (initials.length > 1) found.add(initials)
      return
    }
    for (let end = Math.min(word.length, from + longest); end > from; end--)
      if (syllable.test(word.slice(from, end))) cut(end, initials + word[from]!)
  }
  cut(0, '')
  return [...found]
}

/** Is some part of the text spelt like this, from the beginning of a syllable on? */
export function isSpelt(text: string, word: string): boolean {
  const signs = pinyin(text, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true })
  return signs.some((_, at) => signs.slice(at).join('').toLowerCase().startsWith(word))
}
