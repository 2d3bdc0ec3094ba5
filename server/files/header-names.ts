// What are the columns of a table called, when its header leaves that open?

/**
 * Names for all columns, each once: an empty one is called after its place (`列 3`), a second `Name`
 * is `Name (2)`.
 */
export function headerNames(header: readonly string[]): string[] {
  // A name that was broken to fit its cell is one word again where it is Chinese.
  const said = header.map((name) =>
    name
      .replace(/([\u2e80-\u9fff])[ \t]*[\r\n]+\s*(?=[\u2e80-\u9fff])/g, '$1')
      .replace(/\s+/g, ' ')
      .trim(),
  )
  const taken = new Set<string>()
  // Names that people gave come first, so that a made name never pushes one aside.
  const own = said.map((name) => {
    if (name === '' || taken.has(name)) return null
    taken.add(name)
    return name
  })
  return own.map((name, i) => name ?? free(said[i] === '' ? `列 ${i + 1}` : (said[i] ?? ''), taken))
}

function free(wish: string, taken: Set<string>): string {
  let name = wish
  for (let n = 2; taken.has(name); n++) name = `${wish} (${n})`
  taken.add(name)
  return name
}
