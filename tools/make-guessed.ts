// Which passwords are guessed first? Makes server/login/guessed-passwords.bin from a list of the development packages; run it after that package was renewed.
import { writeFileSync } from 'node:fs'
import { dictionary } from '@zxcvbn-ts/language-common'
import { bitsOf, emptyFilter } from '#server/login/guessed.ts'

const words = dictionary['passwords-common'] as readonly string[]
const kept = [...new Set(words.map((word) => word.toLowerCase()))].filter(
  (word) => word.length >= 4,
)
const filter = emptyFilter(kept.length)
for (const word of kept)
  for (const bit of bitsOf(word, filter.length)) filter[bit >> 3]! |= 1 << (bit & 7)
writeFileSync(new URL('../server/login/guessed-passwords.bin', import.meta.url), filter)
process.stdout.write(`${kept.length} passwords in ${filter.length} bytes\n`)
