// In which unit does a column of money count? "金额（万元）" says that 39 are 390,000.
import type { FieldDef } from '../field.ts'

const powers: Readonly<Record<string, number>> = {
  千: 3,
  万: 4,
  萬: 4,
  百万: 6,
  百萬: 6,
  千万: 7,
  千萬: 7,
  亿: 8,
  億: 8,
  k: 3,
  thousand: 3,
  thousands: 3,
  million: 6,
  millions: 6,
}

const chinese = /(百[万萬]|千[万萬]|[千万萬亿億])(?:元|圆|圓|人民币)?$/u
const english = /^(?:in )?(?:[a-z]{3} )?(k|thousands?|millions?)(?: [a-z]{3})?$/

/**
 * The power of ten that a header counts its amounts in: 4 for `预算（万元）`, `金额(单位：万元)` and `合同额万元`, 3 for
 * `Amount (k)` and `Budget (thousand CNY)`, 0 for `金额（元）`; null where it says nothing of it.
 */
function powerOf(header: string): number | null {
  const plain = header.normalize('NFKC').toLowerCase().trim()
  const noted = /[([【]([^)\]】]*)[)\]】]?\s*$/u.exec(plain)?.[1]?.trim()
  if (noted !== undefined && /(?:^|:\s*)(?:元|圆|圓|人民币|cny|rmb)$/u.test(noted)) return 0
  const said = noted ?? plain
  const found = chinese.exec(said)
  // Without brackets only a whole unit of money is one: "百万" may end a name.
  if (found && (noted !== undefined || /[元圆圓]$/u.test(said))) return powers[found[1]!] ?? null
  return powers[english.exec(noted ?? '')?.[1] ?? ''] ?? null
}

/**
 * By how many places the amounts under a header are moved to the right to be those of the field; negative to the left.
 * A header that says nothing counts as the field does, and a field that is itself called "（万元）" counts in those.
 */
export function unitPlaces(header: string, field: FieldDef): number {
  const said = field.kind === 'money' ? powerOf(header) : null
  return said === null ? 0 : said - (powerOf(field.label.zh) ?? powerOf(field.label.en) ?? 0)
}
