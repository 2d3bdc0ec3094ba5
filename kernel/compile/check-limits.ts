// Is there any value that a field's own limits let in?
import type { FieldDef } from '../field.ts'
import { mostDigits } from '../fields/decimal-value.ts'
import type { Say } from '../formula-in.ts'
import { exact } from '../money/exact.ts'

/** A text has no more characters than this, whatever its field says. */
const longest = 1_000_000

/** Says each limit that is none of its kind, or that nothing could keep. */
export function checkLimits(path: string, it: FieldDef, say: Say): void {
  switch (it.kind) {
    case 'text':
    case 'long_text':
    case 'rich_text':
      if (it.max !== undefined && !(isWhole(it.max) && it.max >= 1 && it.max <= longest))
        say(
          `${path}.max`,
          `应为 1 到 ${longest} 的整数`,
          `should be a whole number from 1 to ${longest}`,
        )
      return
    case 'integer':
      for (const part of ['min', 'max'] as const)
        if (it[part] !== undefined && !isWhole(it[part]))
          return say(`${path}.${part}`, '应为整数', 'should be a whole number')
      return inOrder(path, it, say)
    case 'decimal':
    case 'percent':
      if ((it.digits ?? 0) > mostDigits)
        say(
          `${path}.digits`,
          `最多 ${mostDigits} 位小数`,
          `should be at most ${mostDigits} decimal places`,
        )
      return inOrder(path, it, say)
    case 'money':
      inOrder(path, it, say)
  }
}

const isWhole = (value: unknown): boolean => Number.isSafeInteger(value)

function inOrder(
  path: string,
  { min, max }: { readonly min?: number | string; readonly max?: number | string },
  say: Say,
): void {
  if (min !== undefined && max !== undefined && exact(String(min)).gt(String(max)))
    say(`${path}.min`, `不能大于上限 ${max}`, `is above the largest value, ${max}`)
}
