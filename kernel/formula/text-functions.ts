// Which functions make a text of others?

import { join, sql, type Sql } from '../sql.ts'
import type { Decimal } from 'decimal.js'
import { helpIn, type FormulaFunction, type FormulaHelp } from './function.ts'
import { isCreditCode, isCreditCodeSql } from './credit-code.ts'
import { operators } from './operators.ts'
import { characters, lower, N, S, upper } from './letters.ts'
import { Exact, intSql, one, zero } from './number.ts'
import { rmbSql, rmbValue } from './rmb-capitals.ts'
import { boolean, number, text } from './type.ts'
import { typedNumber, typedNumberSql } from './typed-number.ts'
import { failure, type Value } from './value.ts'

const help = helpIn('text')
/** No function makes a text longer than this out of shorter ones. */
const longest = 32_767

/** LEFT and RIGHT. */
const side = (
  words: FormulaHelp,
  write: (x: Sql, n: Sql) => Sql,
  take: (all: string[], n: number) => string[],
): FormulaFunction => ({
  help: words,
  takes: ['text', 'number'],
  needs: 1,
  gives: text,
  sql: ([x, n], print) =>
    n
      ? print.once(
          [n],
          (count) =>
            sql`case when trunc(${count!}) >= 0 then ${write(print.value(x!), intSql(count!))} end`,
        )
      : write(print.value(x!), sql`1`),
  value: ([x, n]) => {
    const count = N(n, one)
    return count < 0 ? failure('bad-argument') : take(characters(S(x)), count).join('')
  },
})

const bounded = (value: string, length = characters(value).length): Value =>
  length > longest ? failure('too-long') : value

/** The pieces of a text between a part, named `p` for what is made of them. */
const pieces = (x: Sql, part: Sql, made: Sql): Sql =>
  sql`(select ${made} from (select string_to_array(${x}, ${part}) as p offset 0) as cut)`
const glued = (from: Sql, to: Sql, part: Sql): Sql =>
  sql`array_to_string(p[${from}:${to}], ${part})`

/** TEXTBEFORE and TEXTAFTER, at its first place or the one named, from the end with a minus; empty where there is none. */
const cut = (
  words: FormulaHelp,
  write: (at: Sql, part: Sql) => Sql,
  take: (all: readonly string[], at: number) => readonly string[],
): FormulaFunction => ({
  help: words,
  takes: ['text', 'text', 'number'],
  needs: 2,
  gives: text,
  sql: ([x, part, which], print) =>
    print.once(which ? [x!, part!, which] : [x!, part!], (a, b, n) => {
      const at = n
        ? sql`(case when ${n} < 0 then cardinality(p) else 0 end + ${intSql(n)})`
        : sql`1`
      return pieces(
        a!,
        b!,
        sql`case when ${b!} <> '' and ${at} between 1 and cardinality(p) - 1 then ${write(at, b!)} end`,
      )
    }),
  value: ([x, part, which]) => {
    const all = S(part) === '' ? [] : S(x).split(S(part))
    const n = N(which, one)
    const at = n < 0 ? all.length + n : n
    return at < 1 || at > all.length - 1 ? failure('no-match') : take(all, at).join(S(part))
  },
})

const concat = (name: string): FormulaFunction => ({
  ...operators['&']!,
  help: help(
    '把多个值连成文本，空值视为空白',
    'joins values; empty ones add nothing',
    `${name}(name, "-", number)`,
  ),
})

export const textFunctions: Record<string, FormulaFunction> = {
  IN_LANGUAGE: {
    help: help(
      '公司单据语言的那一个：中文，否则英文',
      'the one in the language of the company’s documents: Chinese, English',
      'IN_LANGUAGE("台", "pcs")',
    ),
    empties: 'mine',
    takes: ['text', 'text'],
    gives: text,
    // Both are written, so that whose rows are gathered is always said.
    sql: ([zh, en], print) =>
      sql`case when ${print.param(print.at.language, 'text')} = 'en' then ${print.value(en!)} else ${print.value(zh!)} end`,
    value: ([zh, en], at) => (at.language === 'en' ? en! : zh!),
  },
  CONCAT: concat('CONCAT'),
  CONCATENATE: concat('CONCATENATE'),
  LEFT: side(
    help('左边若干字', 'the first characters', 'LEFT(name, 2)'),
    (x, n) => sql`left(${x}, ${n})`,
    (all, n) => all.slice(0, n),
  ),
  RIGHT: side(
    help('右边若干字', 'the last characters', 'RIGHT(phone, 4)'),
    (x, n) => sql`right(${x}, ${n})`,
    (all, n) => (n === 0 ? [] : all.slice(-n)),
  ),
  MID: {
    help: help('从第几个字起取若干字', 'so many characters from a place on', 'MID(number, 3, 4)'),
    takes: ['text', 'number', 'number'],
    gives: text,
    sql: ([x, start, n], print) =>
      print.once(
        [start!, n!],
        (s, c) =>
          sql`case when trunc(${s!}) >= 1 and trunc(${c!}) >= 0 then substr(${print.value(x!)}, ${intSql(s!)}, ${intSql(c!)}) end`,
      ),
    value: ([x, start, n]) => {
      const [from, count] = [N(start, one), N(n, zero)]
      if (from < 1 || count < 0) return failure('bad-argument')
      return characters(S(x))
        .slice(from - 1, from - 1 + count)
        .join('')
    },
  },
  LEN: {
    help: help('字数', 'how many characters', 'LEN(name)'),
    empties: 'mine',
    takes: ['text'],
    gives: number,
    width: () => ({ whole: 8, fraction: 0 }),
    sql: ([x], print) => sql`coalesce(length(${print.value(x!)}), 0)::numeric`,
    value: ([x]) => new Exact(typeof x === 'string' ? characters(x).length : 0),
  },
  UPPER: {
    help: help('英文字母转大写', 'a–z become A–Z', 'UPPER(number)'),
    takes: ['text'],
    gives: text,
    sql: ([x], print) => sql`upper(${print.value(x!)} collate "C")`,
    value: ([x]) => upper(S(x)),
  },
  LOWER: {
    help: help('英文字母转小写', 'A–Z become a–z', 'LOWER(email)'),
    takes: ['text'],
    gives: text,
    sql: ([x], print) => sql`lower(${print.value(x!)} collate "C")`,
    value: ([x]) => lower(S(x)),
  },
  TRIM: {
    help: help(
      '去掉首尾空格，中间的连续空格合为一个',
      'without outer spaces, inner ones single',
      'TRIM(name)',
    ),
    takes: ['text'],
    gives: text,
    sql: ([x], print) => sql`btrim(regexp_replace(${print.value(x!)}, ' +', ' ', 'g'), ' ')`,
    value: ([x]) => S(x).replace(/ +/g, ' ').replace(/^ | $/g, ''),
  },
  SUBSTITUTE: {
    help: help(
      '把一段文字全部换成另一段；第四个参数指定只换第几处',
      'every occurrence of a part replaced, or only the one that a fourth argument names',
      'SUBSTITUTE(phone, "-", "")',
    ),
    takes: ['text', 'text', 'text', 'number'],
    needs: 3,
    gives: text,
    sql: ([x, old, by, which], print) =>
      print.once(which ? [x!, old!, by!, which] : [x!, old!, by!], (a, b, c, n) => {
        const times = n
          ? sql`1`
          : sql`((length(${a!}) - length(replace(${a!}, ${b!}, ''))) / greatest(length(${b!}), 1))`
        const length = sql`(length(${a!}) + ${times}::bigint * (length(${c!}) - length(${b!})))`
        const made = n
          ? sql`${glued(sql`1`, intSql(n), b!)} || ${c!} || ${glued(sql`${intSql(n)} + 1`, sql`cardinality(p)`, b!)}`
          : sql`replace(${a!}, ${b!}, ${c!})`
        const fitting = sql`case when ${length} <= greatest(${longestSql}, length(${a!})) then ${made} end`
        return n
          ? pieces(
              a!,
              b!,
              sql`case when trunc(${n}) >= 1 and ${b!} is not null and ${c!} is not null then case when ${b!} = '' or ${intSql(n)} > cardinality(p) - 1 then ${a!} else ${fitting} end end`,
            )
          : fitting
      }),
    value: ([x, old, by, which]) => {
      const [all, a, b] = [S(x), S(old), S(by)]
      const n = which === undefined ? null : N(which, one)
      if (n !== null && n < 1) return failure('bad-argument')
      if (a === '') return all
      const parts = all.split(a)
      if (n !== null && n > parts.length - 1) return all
      const [before, part, put] = [
        characters(all).length,
        characters(a).length,
        characters(b).length,
      ]
      const length = before + (n === null ? parts.length - 1 : 1) * (put - part)
      if (length > Math.max(longest, before)) return failure('too-long')
      return n === null ? parts.join(b) : parts.slice(0, n).join(a) + b + parts.slice(n).join(a)
    },
  },
  REPLACE: {
    help: help(
      '从第几个字起的若干字换成新文字',
      'characters from a place on replaced',
      'REPLACE(phone, 4, 4, "****")',
    ),
    takes: ['text', 'number', 'number', 'text'],
    gives: text,
    sql: ([x, start, n, by], print) =>
      print.once(
        [x!, start!, n!],
        (a, s, c) =>
          sql`case when trunc(${s!}) >= 1 and trunc(${c!}) >= 0 then left(${a!}, ${intSql(s!)} - 1) || ${print.value(by!)} || substr(${a!}, ${intSql(s!)} + ${intSql(c!)}) end`,
      ),
    value: ([x, start, n, by]) => {
      const [from, count] = [N(start, one), N(n, zero)]
      if (from < 1 || count < 0) return failure('bad-argument')
      const all = characters(S(x))
      return all.slice(0, from - 1).join('') + S(by) + all.slice(from - 1 + count).join('')
    },
  },
  VALUE: {
    help: help(
      '把文本读成数字：1,234.5、¥1,000、(5) 即 −5、12%、1e3、全角数字',
      'reads a number: 1,234.5, $1,000, (5) as −5, 12%, 1e3, full-width digits',
      'VALUE(code)',
    ),
    takes: ['text'],
    gives: number,
    width: () => ({ whole: 20, fraction: 18 }),
    sql: ([x], print) => print.once([x!], (a) => typedNumberSql(a!)),
    value: ([x]) => typedNumber(S(x)),
  },
  REPT: {
    help: help('重复若干次', 'repeated so many times', 'REPT("★", level)'),
    takes: ['text', 'number'],
    gives: text,
    sql: ([x, n], print) =>
      print.once(
        [x!, n!],
        (a, c) =>
          sql`case when trunc(${c!}) >= 0 and length(${a!}) * trunc(${c!}) <= ${longestSql} and trunc(${c!}) <= ${longestSql} then repeat(${a!}, ${intSql(c!)}) end`,
      ),
    value: ([x, n]) => {
      const count = N(n, zero)
      if (count < 0) return failure('bad-argument')
      const length = characters(S(x)).length * count
      return length > longest || count > longest
        ? failure('too-long')
        : bounded(S(x).repeat(count), length)
    },
  },
  TEXTJOIN: {
    help: help(
      '用分隔符连接多个文本；第二个参数为真时跳过空的',
      'texts with a separator between them; empty ones are left out if the second argument is true',
      'TEXTJOIN(" / ", true, industry, region)',
    ),
    empties: 'mine',
    takes: ['text', 'boolean', 'text'],
    rest: 'text',
    gives: text,
    // Each argument is written once, however often the text needs it.
    sql: ([by, skips, ...parts], print) => {
      const list = (write: (part: Sql) => Sql): Sql =>
        join(
          parts.map((_, i) => write(sql`p[${print.param(String(i + 1), 'numeric')}::int]`)),
          ', ',
        )
      const all = join(
        parts.map((part) => print.value(part)),
        ', ',
      )
      const given = sql`(select array[${all}] as p, coalesce(${print.value(by!)}, '') as d, ${print.test(skips!)} as s offset 0) as given`
      const joined = sql`case when s then concat_ws(d, ${list((part) => sql`nullif(${part}, '')`)}) else concat_ws(d, ${list((part) => sql`coalesce(${part}, '')`)}) end`
      return sql`(select case when length(j) <= ${longestSql} then j end from (select ${joined} as j from ${given} offset 0) as joined)`
    },
    value: ([by, skips, ...parts]) => {
      const texts = parts.map((part) => (typeof part === 'string' ? part : ''))
      const kept = skips === true ? texts.filter((part) => part !== '') : texts
      return bounded(kept.join(typeof by === 'string' ? by : ''))
    },
  },
  TEXTBEFORE: cut(
    help(
      '某段文字之前的部分；第三个参数为第几处，负数从后数',
      'what stands before a part, or before its n-th place, from the end with a minus',
      'TEXTBEFORE(email, "@")',
    ),
    (at, part) => glued(sql`1`, at, part),
    (all, at) => all.slice(0, at),
  ),
  TEXTAFTER: cut(
    help(
      '某段文字之后的部分；第三个参数为第几处，负数从后数',
      'what stands after a part, or after its n-th place, from the end with a minus',
      'TEXTAFTER(email, "@")',
    ),
    (at, part) => glued(sql`${at} + 1`, sql`cardinality(p)`, part),
    (all, at) => all.slice(at),
  ),
  CHAR: {
    help: help(
      '代码对应的字符，如 10 为换行',
      'the character of a code; 10 is a new line',
      'CHAR(10)',
    ),
    takes: ['number'],
    gives: text,
    sql: ([code], print) =>
      print.once(
        [code!],
        (n) =>
          sql`case when trunc(${n!}) between 1 and 55295 or trunc(${n!}) between 57344 and 1114111 then chr(${intSql(n!)}) end`,
      ),
    value: ([code]) => {
      const n = N(code, zero)
      const known = (n >= 1 && n <= 55_295) || (n >= 57_344 && n <= 1_114_111)
      return known ? String.fromCodePoint(n) : failure('bad-argument')
    },
  },
  RMBCAP: {
    help: help('人民币大写金额', 'an amount of renminbi in Chinese capitals', 'RMBCAP(amount)'),
    takes: ['number'],
    gives: text,
    sql: ([x], print) => print.once([x!], (a) => rmbSql(a!)),
    value: ([x]) => rmbValue(x as Decimal),
  },
  CREDITCODE: {
    help: help(
      '统一社会信用代码是否有效（GB 32100 校验码）',
      'whether it is a valid unified social credit code (check digit of GB 32100)',
      'CREDITCODE(tax_number)',
    ),
    takes: ['text'],
    gives: boolean,
    sql: ([x], print) =>
      print.once(
        [x!],
        (a) =>
          // Named by itself, so that it is put into capitals once.
          sql`(select ${isCreditCodeSql(sql`u.c`)} from (select translate(${a!}, 'abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') as c offset 0) as u)`,
      ),
    value: ([x]) => isCreditCode(upper(S(x))),
  },
}

const longestSql = sql`32767`
