// Is a field of a kind that there is, and does it say what its kind needs?
import type { FieldDef } from '../field.ts'
import { kinds } from '../fields/index.ts'
import type { Say } from '../formula-in.ts'
import type { ObjectDef } from '../object.ts'
import { checkLimits } from './check-limits.ts'
import { isName, isWords } from './names.ts'

/** Says all that is wrong with a field by itself; its formulas are asked when all objects are known. */
export function checkField(
  path: string,
  field: string,
  it: FieldDef,
  defs: Record<string, ObjectDef>,
  say: Say,
): void {
  if (!isName(field))
    say(
      path,
      `「${field}」不能用作字段名：小写字母开头，只含小写字母、数字和下划线`,
      `“${field}” cannot name a field: lower-case letters, digits and _, a letter first`,
    )
  if (typeof it !== 'object' || !Object.hasOwn(kinds, it.kind)) {
    say(`${path}.kind`, '没有这种字段类型', 'there is no such kind of field')
    return
  }
  if (!isWords(it.label)) say(`${path}.label`, '缺少中英文名称', 'needs a label in both languages')
  if (it.kind === 'ref' && !defs[it.object])
    say(`${path}.object`, `没有对象「${it.object}」`, `there is no object “${it.object}”`)
  if (it.kind === 'lines') {
    const back = defs[it.object]?.fields[it.by]
    if (!back || back.kind !== 'ref')
      say(path, `「${it.object}.${it.by}」不是关联字段`, `“${it.object}.${it.by}” is no reference`)
  }
  if (
    (it.kind === 'choice' || it.kind === 'multi_choice') &&
    !Object.values(it.choices ?? {}).some(Boolean)
  )
    say(`${path}.choices`, '至少要有一个选项', 'needs at least one choice')
  checkLimits(path, it, say)
  if (it.kind === 'auto_number' && !/\{0+\}/.test(it.pattern ?? ''))
    say(`${path}.pattern`, '编号规则里要有 {0000}', 'the pattern needs {0000}')
}
