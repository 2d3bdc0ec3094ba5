// Which formulas show what the language means? Each with its SQL and its value; also run as rows on PostgreSQL.

/** The record of the cases; its names are those of `random-rows.fixtures.ts`. */
export const caseRow = {
  cells: {
    n1: '1234.5',
    n2: '0',
    n3: null,
    i1: 7,
    t1: 'new',
    t2: null,
    t3: '',
    b1: true,
    b2: null,
    d1: '2026-01-31',
    d2: null,
    s1: '2026-11-23T16:30:00Z',
    s2: null,
    r1: '00000000-0000-4000-8000-000000000003',
    r2: null,
    tags: ['a', 'b'],
  },
  lines: [
    { ln: '10', lm: '20', lt: 'x', lb: true, ld: '2026-03-01', ls: null },
    { ln: '5.5', lm: null, lt: null, lb: false, ld: null, ls: null },
    { ln: null, lm: '3', lt: 'y', lb: null, ld: '2026-01-01', ls: null },
  ],
} as const

/** Formula, its value, and the SQL of it as a condition where that matters. */
export interface Case {
  readonly says: string
  readonly formula: string
  readonly value: string | boolean | null
  readonly sql?: string
}

export const cases: readonly Case[] = [
  // What indexes can serve
  {
    says: 'equality prints the bare column',
    formula: 't1 = "new"',
    value: true,
    sql: '("t"."t1" = $1)',
  },
  { says: 'so does an order', formula: 'n1 > 1000', value: true, sql: '("t"."n1" > $1)' },
  {
    says: 'so do my people',
    formula: 'r1 in my_people()',
    value: true,
    sql: '("t"."r1" = any($1))',
  },
  {
    says: 'so does a list of texts',
    formula: 't1 in ("new", "won")',
    value: true,
    sql: '("t"."t1" = any($1))',
  },
  {
    says: 'so does an interval',
    formula: 'd1 between "2026-01-01" and "2026-01-31"',
    value: true,
    sql: '("t"."d1" >= $1 and "t"."d1" <= $2)',
  },
  {
    says: 'and joins',
    formula: 't1 = "new" and n1 > 1000',
    value: true,
    sql: '(("t"."t1" = $1) and ("t"."n1" > $2))',
  },
  {
    says: 'what no row changes is one parameter',
    formula: 'd1 < today() - 365',
    value: false,
    sql: '("t"."d1" < $1)',
  },
  {
    says: 'an instant is compared with a day by its first moment',
    formula: 's1 >= "2026-01-01"',
    value: true,
    sql: '("t"."s1" >= $1)',
  },
  {
    says: 'the whole of the last day counts',
    formula: 's1 <= "2026-11-24"',
    value: true,
    sql: '("t"."s1" < $1)',
  },
  {
    says: 'equal to a day is within it',
    formula: 's1 = today()',
    value: true,
    sql: '("t"."s1" >= $1 and "t"."s1" < $2)',
  },
  {
    says: 'a choice in a multi-choice uses containment',
    formula: 'tags contains "a"',
    value: true,
    sql: '("t"."tags" @> $1)',
  },
  {
    says: 'wildcards stand for themselves',
    formula: 't1 contains "%"',
    value: false,
    sql: '("t"."t1" like $1)',
  },
  {
    says: 'not empty is a plain test',
    formula: 'd1 is not empty',
    value: true,
    sql: '("t"."d1" is not null)',
  },

  // Empty
  { says: 'empty equals no text', formula: 't2 = "a"', value: false },
  {
    says: 'empty differs from every text',
    formula: 't2 != "a"',
    value: true,
    sql: '("t"."t2" is distinct from $1)',
  },
  { says: 'two empties are not equal', formula: 't2 = r1.t2 and t2 is empty', value: false },
  { says: 'nor different', formula: 'n3 != d2 - d1', value: false },
  { says: 'a comparison with the word empty', formula: 't2 = empty', value: true },
  { says: 'a text without letters is empty', formula: 't3 is empty', value: true },
  { says: 'so "" asks for emptiness', formula: 't2 = ""', value: true },
  { says: 'empty is not among values', formula: 't2 in ("a")', value: false },
  { says: 'unless it is named', formula: 't2 in ("a", empty)', value: true },
  { says: 'empty is not among values, negated', formula: 't2 not in ("a")', value: true },
  { says: 'calculating with empty gives empty', formula: 'n1 + n3', value: null },
  { says: 'joining with empty does not', formula: 't1 & t2 & "!"', value: 'new!' },
  { says: 'empty does not hold', formula: 'b2 or false', value: false },
  { says: 'so its negation does', formula: 'not b2', value: true, sql: '("t"."b2" is not true)' },
  { says: 'sums skip it', formula: 'SUM(n1, n3)', value: '1234.5' },
  { says: 'a person without a team shares it with nobody', formula: 'r2 = me.team', value: false },
  { says: 'a role is one of theirs by its name', formula: '"sales" in my_roles()', value: true },
  { says: 'no text is a role', formula: 't2 in my_roles()', value: false },

  // Errors are empty values that know their reason
  { says: 'dividing by zero gives none', formula: 'n1 / n2', value: null },
  { says: 'which can be caught', formula: 'IFERROR(n1 / n2, 0)', value: '0' },
  { says: 'and asked for', formula: 'n1 / n2 is empty', value: true },

  // Numbers
  { says: 'decimals are exact', formula: '0.1 + 0.2 = 0.3', value: true },
  { says: 'division has 16 decimals', formula: '2 / 3', value: '0.6666666666666667' },
  { says: 'halves round away from zero', formula: 'ROUND(-2.5)', value: '-3' },
  { says: 'so do small ones', formula: 'ROUND(1.005, 2)', value: '1.01' },
  { says: 'a remainder has the sign of its divisor', formula: 'MOD(-7, 3)', value: '2' },
  { says: 'the sign binds tightest, as in a spreadsheet', formula: '-2 ^ 2', value: '4' },
  { says: 'percent', formula: 'n1 * 10%', value: '123.45' },
  { says: 'whole numbers divide as numbers', formula: 'i1 / 2', value: '3.5' },

  // Dates
  {
    says: 'a month later than the 31st is its last day',
    formula: 'EDATE(d1, 1)',
    value: '2026-02-28',
  },
  { says: 'dates differ in days', formula: '"2026-02-28" - d1', value: '28' },
  { says: 'days are added', formula: 'd1 + 1', value: '2026-02-01' },
  { says: 'the zone decides the day', formula: 'DAY(s1) & "/" & HOUR(s1)', value: '24/0' },
  { says: 'whole months', formula: 'DATEDIF(d1, "2026-02-28", "m")', value: '0' },
  { says: 'working days', formula: 'NETWORKDAYS("2026-11-20", "2026-11-24")', value: '4' },
  {
    says: 'working days backwards',
    formula: 'NETWORKDAYS("2026-11-24", "2026-11-20")',
    value: '-4',
  },
  { says: 'over a holiday', formula: 'NETWORKDAYS("2026-02-14", "2026-03-01")', value: '7' },
  {
    says: 'a span shares the last day of another',
    formula: 'OVERLAPS(d1, d1 + 3, "2026-02-03", "2026-03-01")',
    value: true,
  },
  {
    says: 'a span with one end is that day',
    formula: 'OVERLAPS(d1, empty, "2026-02-01", "2026-03-01")',
    value: false,
  },
  { says: 'Chinese formats', formula: 'TEXT(d1, "yyyy年M月d日")', value: '2026年1月31日' },
  { says: 'after hours, mm are minutes', formula: 'TEXT(s1, "HH:mm")', value: '00:30' },

  // Texts
  { says: 'before seconds, too', formula: 'TEXT(s1, "mm:ss")', value: '30:00' },
  {
    says: 'names of months',
    formula: 'TEXT(d1, "mmm d, yyyy mmmm")',
    value: 'Jan 31, 2026 January',
  },
  {
    says: 'names of days',
    formula: 'TEXT(d1, "ddd dddd aaa aaaa")',
    value: 'Sat Saturday 六 星期六',
  },
  { says: 'hours of twelve', formula: 'TEXT(s1, "h:mm AM/PM")', value: '12:30 AM' },
  { says: 'the sign comes first', formula: 'TEXT(-5, "¥0.00")', value: '-¥5.00' },
  { says: 'below zero', formula: 'TEXT(-1234.5, "#,##0.00;(#,##0.00)")', value: '(1,234.50)' },
  { says: 'zero in words', formula: 'TEXT(0, "0;-0;none")', value: 'none' },
  { says: 'in thousands', formula: 'TEXT(1234567, "#,##0,")', value: '1,235' },
  { says: 'in millions', formula: 'TEXT(1234567890, "0.0,,")', value: '1234.6' },
  { says: 'a colour is none of the text', formula: 'TEXT(-5, "0;[Red]-0")', value: '-5' },
  { says: 'one decimal at least', formula: 'TEXT(1.5, "0.0#")', value: '1.5' },
  { says: 'amounts are grouped', formula: 'TEXT(n1, "¥#,##0.00")', value: '¥1,234.50' },
  { says: 'characters, not code units', formula: 'LEN("😀张")', value: '2' },
  { says: 'a text that is no id is no record', formula: 'r1 = "abc"', value: false, sql: 'false' },

  {
    says: 'in the company’s currency by a rate',
    formula: 'IN_BASE(100.05, "USD", 7.1035)',
    value: '710.71',
  },
  {
    says: 'half a unit goes away from zero',
    formula: 'IN_BASE(-0.5, "USD", 7.01)',
    value: '-3.51',
  },
  { says: 'its own amounts stay as they are', formula: 'IN_BASE(1.005, "CNY", 7)', value: '1.005' },
  { says: 'dollars have two places', formula: 'CURRENCY_DIGITS("USD")', value: '2' },
  { says: 'yen none', formula: 'CURRENCY_DIGITS("JPY")', value: '0' },
  { says: 'dinars three', formula: 'ROUND(0.1235, CURRENCY_DIGITS("KWD"))', value: '0.124' },
  { says: 'no currency has no places', formula: 'CURRENCY_DIGITS(t3)', value: null },
  { says: 'without a rate nothing is known', formula: 'IN_BASE(1, "USD", n3)', value: null },
  {
    says: 'a credit code that holds together',
    formula: 'CREDITCODE("91350100m000100y43")',
    value: true,
  },
  { says: 'one that does not', formula: 'CREDITCODE("91350100M000100Y44")', value: false },
  { says: 'capitals of 1234.56', formula: 'RMBCAP(1234.56)', value: '壹仟贰佰叁拾肆元伍角陆分' },
  { says: 'capitals of 0', formula: 'RMBCAP(0)', value: '零元整' },
  { says: 'capitals of 0.05', formula: 'RMBCAP(0.05)', value: '伍分' },
  { says: 'capitals of 0.5', formula: 'RMBCAP(0.5)', value: '伍角整' },
  { says: 'capitals of 10', formula: 'RMBCAP(10)', value: '壹拾元整' },
  { says: 'capitals of 100500', formula: 'RMBCAP(100500)', value: '壹拾万零伍佰元整' },
  { says: 'capitals of 1005000', formula: 'RMBCAP(1005000)', value: '壹佰万零伍仟元整' },
  { says: 'capitals of 100000001', formula: 'RMBCAP(100000001)', value: '壹亿零壹元整' },
  { says: 'capitals of 1000000000', formula: 'RMBCAP(1000000000)', value: '壹拾亿元整' },
  { says: 'capitals of 1600.02', formula: 'RMBCAP(1600.02)', value: '壹仟陆佰元零贰分' },
  { says: 'capitals of 107000.53', formula: 'RMBCAP(107000.53)', value: '壹拾万零柒仟元伍角叁分' },
  { says: 'capitals of -3.2', formula: 'RMBCAP(-3.2)', value: '负叁元贰角整' },
  {
    says: 'capitals of 999999999999.99',
    formula: 'RMBCAP(999999999999.99)',
    value: '玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分',
  },
  {
    says: 'beyond a million million there are none',
    formula: 'RMBCAP(1000000000000)',
    value: null,
  },
  {
    says: 'joined, empty ones left out',
    formula: 'TEXTJOIN("-", true, t1, t2, "z")',
    value: 'new-z',
  },
  { says: 'what follows a sign', formula: 'TEXTAFTER("a@b.cn", "@")', value: 'b.cn' },
  { says: 'only the second place', formula: 'SUBSTITUTE("aaa", "a", "b", 2)', value: 'aba' },
  {
    says: 'a place that is not there changes nothing',
    formula: 'SUBSTITUTE("aaa", "a", "b", 4)',
    value: 'aaa',
  },
  { says: 'before the second', formula: 'TEXTBEFORE("a-b-c", "-", 2)', value: 'a-b' },
  { says: 'after the last', formula: 'TEXTAFTER("a-b-c", "-", -1)', value: 'c' },
  { says: 'weeks from Thursday on', formula: 'WEEKDAY("2008-02-14", 14)', value: '1' },
  { says: 'weeks from Tuesday on', formula: 'WEEKNUM("2021-01-05", 12)', value: '2' },
  { says: 'what stands before it', formula: 'TEXTBEFORE("a@b.cn", "@")', value: 'a' },
  { says: 'chosen by place', formula: 'CHOOSE(2, "a", "b")', value: 'b' },
  { says: 'the whole part of a quotient', formula: 'QUOTIENT(-7, 2)', value: '-3' },
  { says: 'cut', formula: 'TRUNC(-1.29, 1)', value: '-1.2' },
  { says: 'ten working days later', formula: 'WORKDAY("2026-11-20", 10)', value: '2026-12-02' },
  { says: 'over a holiday', formula: 'WORKDAY("2026-02-14", 1)', value: '2026-02-24' },
  { says: 'onto a day that was made up', formula: 'WORKDAY("2026-02-28", 1)', value: '2026-03-01' },
  { says: 'a working day earlier', formula: 'WORKDAY("2026-11-23", -1)', value: '2026-11-22' },
  { says: 'months left over', formula: 'DATEDIF("2024-01-31", "2026-03-30", "ym")', value: '1' },
  { says: 'days left over', formula: 'DATEDIF("2026-01-15", "2026-03-20", "md")', value: '5' },

  // Numbers as people type them
  ...(
    [
      ['$1,000', '1000'],
      ['-￥1,234.50', '-1234.5'],
      ['$-5', '-5'],
      ['(5)', '-5'],
      ['（＄１，０００）', '-1000'],
      ['12.5%', '0.125'],
      ['(10 %)', '-0.1'],
      ['1e3', '1000'],
      ['-1.5E-4', '-0.00015'],
      ['.5', '0.5'],
      ['１２３', '123'],
      ['− 7', '-7'],
      ['1 000', null],
      ['(-5)', null],
      ['5-', null],
      ['1e', null],
      ['1.2.3', null],
      ['$', null],
      ['2026-01-31', null],
      ['1e20', null],
    ] as const
  ).map(([typed, value]) => ({ says: typed, formula: `VALUE("${typed}")`, value })),

  // Child rows
  { says: 'a sum over rows', formula: 'SUM(lines.ln)', value: '15.5' },
  { says: 'of products', formula: 'SUM(lines.ln * lines.lm)', value: '200' },
  { says: 'with what the record itself has', formula: 'SUM(lines.ln * i1)', value: '108.5' },
  { says: 'rows counted', formula: 'COUNT(lines)', value: '3' },
  { says: 'values counted', formula: 'COUNT(lines.lt)', value: '2' },
  { says: 'under a condition', formula: 'SUMIF(lines, lm > 15, ln)', value: '10' },
  { says: 'the largest under a condition', formula: 'MAXIF(lines, lm > 1, ln)', value: '10' },
  { says: 'the smallest', formula: 'MINIF(lines, lt is not empty, lm)', value: '3' },
  { says: 'any', formula: 'ANY(lines, lm > 15)', value: true },
  { says: 'all', formula: 'ALL(lines, ln > 0)', value: false },
  { says: 'the average skips empty ones', formula: 'AVERAGE(lines.ln)', value: '7.75' },
  { says: 'the earliest', formula: 'MIN(lines.ld)', value: '2026-01-01' },
]
