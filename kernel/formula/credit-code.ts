// Does a unified social credit code (GB 32100-2015) hold together? Its last sign checks the seventeen before it.
import { sql, type Sql } from '../sql.ts'

/** Digits and letters but I, O, S, V and Z, each worth its place. */
const signs = '0123456789ABCDEFGHJKLMNPQRTUWXY'
/** 3 to the power of the place, modulo 31. */
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const
const form = /^[0-9A-HJ-NPQRTUWXY]{18}$/

/** `code` in capitals. */
export function isCreditCode(code: string): boolean {
  if (!form.test(code)) return false
  const sum = weights.reduce((all, weight, at) => all + weight * signs.indexOf(code[at]!), 0)
  return signs.indexOf(code[17]!) === (31 - (sum % 31)) % 31
}

/** The same; `code` is written several times: pass a name. */
export const isCreditCodeSql = (code: Sql): Sql =>
  sql`case when ${code} ~ '^[0-9A-HJ-NPQRTUWXY]{18}$' then
    (select (31 - sum((strpos('0123456789ABCDEFGHJKLMNPQRTUWXY', substr(${code}, n, 1)) - 1) * (array[1,3,9,27,19,26,16,17,20,29,25,13,8,24,10,30,28])[n]) % 31) % 31 from generate_series(1, 17) as g(n))
      = strpos('0123456789ABCDEFGHJKLMNPQRTUWXY', substr(${code}, 18, 1)) - 1 when ${code} is not null then false end`
