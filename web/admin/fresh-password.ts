// What is a good first password? Sixteen signs that are not mistaken for each other when read aloud.
const signs = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789'

/** Four groups of four, about 92 random bits. */
export function freshPassword(): string {
  const groups: string[] = []
  let group = ''
  while (groups.length < 4) {
    // Values past the last whole multiple would make the first signs likelier.
    const [byte = 0] = crypto.getRandomValues(new Uint8Array(1))
    if (byte >= 256 - (256 % signs.length)) continue
    group += signs[byte % signs.length]
    if (group.length === 4) {
      groups.push(group)
      group = ''
    }
  }
  return groups.join('-')
}
