// Is a whole number written with a comma per three digits? 12,000 pieces are; the year 2027 and a code are not.
import type { FieldDef } from '../field.ts'

/** A year is known by what its field is called: 年份, 财年, Year of purchase; but not 使用年数 or years of service. */
const saysYear = /(年份|年度|[^\d]年)$|^年$|\byear\b/i

/** As the field says; where it says nothing, years and codes (no two alike) are not. Numbers that are not whole always are. */
export function isGrouped(field: FieldDef): boolean {
  const whole =
    field.kind === 'integer' ||
    ((field.kind === 'formula' || field.kind === 'rollup') && field.gives === 'integer')
  if (!whole) return true
  const named = saysYear.test(field.label.zh) || saysYear.test(field.label.en)
  return field.grouping ?? !(named || field.unique === true)
}
