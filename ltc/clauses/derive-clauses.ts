// What follows from the clauses of a draft? Their standard text, and whether they are worded otherwise.
import type { Context } from '#kernel/context.ts'
import type { Values } from '#kernel/object.ts'
import { text } from '../read.ts'

/** As the library is now: a draft is held against today's standard until it is signed. */
export async function withStandards(ctx: Context, rows: readonly Values[]): Promise<Values[]> {
  const ids = rows.flatMap((row) => text(row, 'clause') ?? [])
  const library = ids.length ? await ctx.find('clause', { id: [...new Set(ids)] }) : []
  return rows.map((row) => {
    const of = library.find((one) => one.id === text(row, 'clause'))
    const standard = of ? text(of, 'text') : null
    const here = text(row, 'text') ?? standard
    const accepted = of ? [standard, text(of, 'fallback')] : []
    return {
      ...row,
      name: text(row, 'name') ?? (of ? text(of, 'name') : null),
      standard,
      text: here,
      deviates: here !== null && !accepted.some((one) => one !== null && same(one, here)),
    }
  })
}

/** Line breaks and spaces at the ends are nobody's deviation. */
const same = (a: string, b: string): boolean => plain(a) === plain(b)
const plain = (words: string): string => words.replace(/\s+/g, ' ').trim()
