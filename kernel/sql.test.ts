// Is a statement the same text, with its parameters in their order, however its fragments were put together and kept?
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { compile, flat, ident, join, literal, type Sql, sql } from './sql.ts'

/** A fragment, and what it should become: text with a mark for each parameter, and the parameters. */
interface Pair {
  readonly made: Sql
  readonly text: string
  readonly values: readonly unknown[]
}

const leaf: fc.Arbitrary<Pair> = fc.oneof(
  fc.constantFrom('a', 'f12;', '0', 'x"y').map((name) => ({
    made: ident(name),
    text: `"${name.replaceAll('"', '""')}"`,
    values: [],
  })),
  fc.constantFrom('p', '$1', "it's").map((text) => ({
    made: literal(text),
    text: `'${text.replaceAll("'", "''")}'`,
    values: [],
  })),
  fc.integer().map((value) => ({ made: sql`${value}::int`, text: '¤::int', values: [value] })),
  fc.integer().map((value) => ({ made: sql`p${value}1;`, text: 'p¤1;', values: [value] })),
  // One place in the program, which writes now a parameter and now a fragment.
  fc.boolean().map((isText) => ({
    made: sql`at ${isText ? sql`now()` : 7}`,
    text: isText ? 'at now()' : 'at ¤',
    values: isText ? [] : [7],
  })),
)
const { tree } = fc.letrec<{ tree: Pair }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.tuple(tie('tree'), fc.integer(), tie('tree')).map(([a, n, b]) => ({
      made: sql`(${a.made} = ${n} or ${b.made})`,
      text: `(${a.text} = ¤ or ${b.text})`,
      values: [...a.values, n, ...b.values],
    })),
    fc.array(tie('tree'), { maxLength: 4 }).map((list) => ({
      made: join(
        list.map((one) => one.made),
        ', ',
      ),
      text: list.map((one) => one.text).join(', '),
      values: list.flatMap((one) => one.values),
    })),
    tie('tree').map((one) => ({ ...one, made: flat(one.made) })),
  ),
}))

test('fragments that were made flat and kept stand in a statement as they would by themselves', () => {
  fc.assert(
    fc.property(tree, (pair) => {
      let n = 0
      const text = pair.text.replace(/¤/g, () => `$${++n}`)
      assert.deepEqual(compile(pair.made), { text, values: pair.values })
    }),
    { numRuns: 20_000 },
  )
})

test('no name and no literal holds a NUL, by which parameters are marked', () => {
  assert.throws(() => ident('a\0b'), TypeError)
  assert.throws(() => literal('a\0b'), TypeError)
})
