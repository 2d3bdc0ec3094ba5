// Which formulas does the comparison of the two printers draw from? Patterns within patterns, over the random rows.

import fc from 'fast-check'
import { type Kind, kinds, patterns, rootPatterns } from './formula-patterns.fixtures.ts'
import { one, texts } from './random-rows.fixtures.ts'

interface Leaves {
  readonly prefix: string
  readonly number: readonly string[]
  readonly text: readonly string[]
  readonly boolean: readonly string[]
  readonly date: readonly string[]
  readonly datetime: readonly string[]
}
const rootLeaves: Leaves = {
  prefix: 'root',
  number: ['n1', 'n2', 'n3', 'i1', 'r1.n1', 'r1.i1'],
  text: ['t1', 't2', 't3', 'r1.t1'],
  boolean: ['b1', 'b2'],
  date: ['d1', 'd2', 'r1.d1'],
  datetime: ['s1', 's2'],
}
const lineLeaves: Leaves = {
  prefix: 'line',
  number: ['ln', 'lm', 'n1', 'lines.ln'],
  text: ['lt', 't1'],
  boolean: ['lb', 'b1'],
  date: ['ld', 'd1'],
  datetime: ['ls'],
}
const insideLeaves: Leaves = {
  prefix: 'inside',
  number: ['lines.ln', 'lines.lm', 'n1'],
  text: ['lines.lt', 't1'],
  boolean: ['lines.lb'],
  date: ['lines.ld', 'd1'],
  datetime: ['lines.ls'],
}

type Made = fc.Arbitrary<string>

const written: Record<Kind, Made> = {
  number: fc.oneof(
    one(['0', '1', '2', '3', '0.5', '10', '12', '100', '-1', '1.005', '16', '0.13', '-3.7', '400']),
    fc.integer({ min: -30, max: 3000 }).map(String),
  ),
  text: one(texts.filter((each) => each !== '')).map((value) => `"${value.replaceAll('"', '""')}"`),
  boolean: one(['true', 'false']),
  date: one(['TODAY()', 'TODAY() - 30', 'DATE(2026, 2, 28)', 'DATEVALUE("2024-02-29")']),
  datetime: one(['NOW()', 'NOW() - 0.5']),
}

function grammar(
  leaves: Leaves,
  maxDepth: number,
  more: Partial<Record<Kind, readonly string[]>>,
  inner?: Record<'@' | '$', Record<Kind, Made>>,
): Record<Kind, Made> {
  const tied = fc.letrec<Record<Kind, string>>((tie) => {
    const fill = (pattern: string): Made => {
      const places = [...pattern.matchAll(/([%@$])([ntbds])(?![a-z])/g)]
      const parts = pattern.split(/[%@$][ntbds](?![a-z])/)
      return fc
        .tuple(
          ...places.map(([, sign, letter]) => {
            const kind = kinds[letter!]!
            return sign === '%' ? tie(kind) : inner![sign as '@' | '$'][kind]
          }),
        )
        .map((filled) => parts.map((part, i) => part + (filled[i] ?? '')).join(''))
    }
    const choose = (kind: Kind): Made =>
      fc.oneof(
        { maxDepth, depthIdentifier: leaves.prefix },
        {
          arbitrary: fc.oneof(
            { arbitrary: one(leaves[kind]), weight: 4 },
            { arbitrary: written[kind], weight: 1 },
          ),
          weight: 2,
        },
        { arbitrary: fc.oneof(...patterns[kind].map(fill)), weight: 5 },
        ...(more[kind] ? [{ arbitrary: fc.oneof(...more[kind].map(fill)), weight: 1 }] : []),
      )
    return {
      number: choose('number'),
      text: choose('text'),
      boolean: choose('boolean'),
      date: choose('date'),
      datetime: choose('datetime'),
    }
  })
  return tied
}

/** `lines.x` must be in a projection: an expression that has none is given one. */
const projecting = (made: Record<Kind, Made>): Record<Kind, Made> => {
  const sure: Record<Kind, string> = {
    number: 'lines.ln',
    text: 'lines.lt',
    boolean: 'lines.lb',
    date: 'lines.ld',
    datetime: 'lines.ls',
  }
  const map = (kind: Kind) =>
    made[kind].map((each) => (each.includes('lines.') ? each : sure[kind]))
  return {
    number: map('number'),
    text: map('text'),
    boolean: map('boolean'),
    date: map('date'),
    datetime: map('datetime'),
  }
}

const inner = { '@': projecting(grammar(insideLeaves, 2, {})), $: grammar(lineLeaves, 2, {}) }
const whole = grammar(rootLeaves, 3, rootPatterns, inner)

/** A formula of any type, as a person would write it. */
export const formulaOf: Made = fc.oneof(
  whole.number,
  whole.text,
  whole.boolean,
  whole.boolean,
  whole.date,
  whole.datetime,
)
