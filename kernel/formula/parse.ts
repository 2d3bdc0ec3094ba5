// How does text become a tree?

import { lex, type Token } from './lex.ts'
import { problem, type FormulaProblemCode, type ProblemDetails } from './problem.ts'
import { limits, type Tree } from './tree.ts'
import type { FormulaProblem, Position } from './type.ts'

/** Words that are operators or values, with their Chinese forms; a field of that name must be quoted. */
export const formulaKeywords: Readonly<Record<string, string>> = {
  and: 'and',
  且: 'and',
  并且: 'and',
  or: 'or',
  或: 'or',
  或者: 'or',
  not: 'not',
  非: 'not',
  in: 'in',
  属于: 'in',
  contains: 'contains',
  包含: 'contains',
  starts: 'starts',
  ends: 'ends',
  with: 'with',
  is: 'is',
  between: 'between',
  介于: 'between',
  true: 'true',
  真: 'true',
  false: 'false',
  假: 'false',
  empty: 'empty',
  none: 'empty',
  null: 'empty',
  空: 'empty',
  为空: 'is-empty',
  不为空: 'is-not-empty',
}
/** Words that stand where a name may stand; a field that is called so could not be spoken of without quotes. */
export const isFormulaWord = (name: string): boolean => {
  const word = name.toLowerCase()
  return word === 'me' || (Object.hasOwn(formulaKeywords, word) && !onlyBeforeWith.has(word))
}
/** `starts with` and `ends with` stand after a value; where a value is awaited both are names. */
const onlyBeforeWith = new Set(['starts', 'ends'])
const alsoFunctions = new Set(['and', 'or', 'not', 'contains'])
const additive = new Set(['+', '-'])
const multiplicative = new Set(['*', '/'])
const comparing = new Set(['=', '!=', '<', '<=', '>', '>='])

class Stop extends Error {
  readonly problem: FormulaProblem
  constructor(it: FormulaProblem) {
    super(it.code)
    this.problem = it
  }
}

/** Reads a formula. Never throws: what cannot be read comes back as problems with their places. */
export function parse(text: string): { tree: Tree } | { problems: FormulaProblem[] } {
  if (text.length > limits.characters)
    return {
      problems: [problem({ from: 0, to: text.length }, 'too-long', { max: limits.characters })],
    }
  const cut = lex(text)
  if ('problems' in cut) return cut
  try {
    return { tree: new Reader(cut.tokens).formula() }
  } catch (error) {
    if (error instanceof Stop) return { problems: [error.problem] }
    throw error
  }
}

/** One reading: the tokens and how far it has come. Each method reads one level of precedence. */
class Reader {
  readonly tokens: readonly Token[]
  at = 0
  nesting = 0
  parts = 0
  /** How deep the tree below a node is; long chains of `+` are deep although nothing is nested. */
  readonly depths = new WeakMap<Tree, number>()

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens
  }

  formula(): Tree {
    if (this.isSign('=') && this.tokens.length > 2) this.at++ // as typed in a spreadsheet: =A+B
    const tree = this.either()
    const rest = this.token()
    if (rest.kind !== 'end') this.unexpected(rest)
    return tree
  }

  either(): Tree {
    return this.chain('or', 'OR', () => this.both())
  }

  both(): Tree {
    return this.chain('and', 'AND', () => this.negation())
  }

  /** `a and b and c` is one call with three arguments, so a long one is not deep. */
  chain(word: string, name: string, part: () => Tree): Tree {
    const args = [part()]
    while (this.isWord(word)) {
      this.at++
      args.push(part())
    }
    return args.length === 1 ? args[0]! : this.call(name, args)
  }

  negation(): Tree {
    if (!this.isWord('not')) return this.comparison()
    const from = this.next().from
    return this.deeper(() => this.call('NOT', [this.negation()], from))
  }

  comparison(): Tree {
    let left = this.concat()
    for (;;) {
      const token = this.token()
      if (token.kind === 'sign' && comparing.has(token.value)) {
        this.at++
        left = this.call(token.value, [left, this.concat()])
        continue
      }
      const found = this.wordComparison(left)
      if (!found) return left
      left = found
    }
  }

  /** in · contains · starts with · ends with · between, each with `not` before it; is [not] empty. */
  wordComparison(left: Tree): Tree | undefined {
    const start = this.at
    const negated = this.isWord('not')
    if (negated) this.at++
    const made = this.wordOperator(left)
    if (!made) {
      this.at = start
      return undefined
    }
    return negated ? this.call('NOT', [made]) : made
  }

  wordOperator(left: Tree): Tree | undefined {
    const word = this.keyword()
    const token = this.token()
    switch (word) {
      case 'in':
        this.at++
        return this.call('IN', [left, this.isSign('(') ? this.list() : this.concat()])
      case 'contains':
        this.at++
        return this.call('CONTAINS', [left, this.concat()])
      case 'starts':
      case 'ends':
        this.at++
        if (!this.isWord('with')) this.expect('with')
        this.at++
        return this.call(word === 'starts' ? 'STARTSWITH' : 'ENDSWITH', [left, this.concat()])
      case 'between': {
        this.at++
        const low = this.concat()
        if (!this.isWord('and') && !this.isSign(',')) this.expect('and')
        this.at++
        return this.call('BETWEEN', [left, low, this.concat()])
      }
      case 'is': {
        this.at++
        const negated = this.isWord('not')
        if (negated) this.at++
        if (!this.isWord('empty')) this.expect('empty')
        const to = this.next().to
        const tree = this.call('ISEMPTY', [left], left.from, to)
        return negated ? this.call('NOT', [tree], left.from, to) : tree
      }
      case 'is-empty':
      case 'is-not-empty': {
        this.at++
        const tree = this.call('ISEMPTY', [left], left.from, token.to)
        return word === 'is-empty' ? tree : this.call('NOT', [tree], left.from, token.to)
      }
      default:
        return undefined
    }
  }

  list(): Tree {
    const from = this.next().from
    return this.deeper(() => {
      const items = this.isSign(')') ? [] : this.separated(() => this.either())
      const to = this.close().to
      return this.made({ node: 'list', items, from, to }, items)
    })
  }

  concat(): Tree {
    const args = [this.sum()]
    while (this.isSign('&')) {
      this.at++
      args.push(this.sum())
    }
    return args.length === 1 ? args[0]! : this.call('&', args)
  }

  sum(): Tree {
    return this.leftChain(additive, () => this.product())
  }

  product(): Tree {
    return this.leftChain(multiplicative, () => this.power())
  }

  power(): Tree {
    return this.leftChain(new Set(['^']), () => this.percent())
  }

  leftChain(signs: ReadonlySet<string>, part: () => Tree): Tree {
    let left = part()
    for (
      let token = this.token();
      token.kind === 'sign' && signs.has(token.value);
      token = this.token()
    ) {
      this.at++
      left = this.call(token.value, [left, part()])
    }
    return left
  }

  percent(): Tree {
    let tree = this.signed()
    while (this.isSign('%')) tree = this.call('%', [tree], tree.from, this.next().to)
    return tree
  }

  /** The sign binds tightest, as in a spreadsheet: -2^2 is 4. */
  signed(): Tree {
    const token = this.token()
    if (!this.isSign('-') && !this.isSign('+')) return this.primary()
    this.at++
    return this.deeper(() => {
      const of = this.signed()
      if (token.value === '+') return of
      return this.call('neg', [of], token.from)
    })
  }

  primary(): Tree {
    const token = this.token()
    if (token.kind === 'number') return this.number()
    if (token.kind === 'text') {
      this.at++
      return this.made({ node: 'text', value: token.value, from: token.from, to: token.to })
    }
    if (this.isSign('(')) {
      this.at++
      const inner = this.deeper(() => this.either())
      this.close()
      return inner
    }
    if (token.kind === 'name') return this.path()
    if (token.kind !== 'word') return this.unexpected(token)
    if (this.isCall()) return this.functionCall()
    switch (this.keyword()) {
      case undefined:
      case 'starts':
      case 'ends':
        return this.path()
      case 'true':
      case 'false':
        this.at++
        return this.made({
          node: 'boolean',
          value: this.keywordOf(token) === 'true',
          from: token.from,
          to: token.to,
        })
      case 'empty':
        this.at++
        return this.made({ node: 'empty', from: token.from, to: token.to })
      default:
        return this.unexpected(token)
    }
  }

  number(): Tree {
    const token = this.next()
    const [whole = '', fraction = ''] = token.value.split('.')
    const digits = whole.replace(/^0+/, '')
    if (digits.length > 20 || fraction.length > 16) this.stop(token, 'number-too-long')
    const value = fraction ? `${digits || '0'}.${fraction}` : digits || '0'
    return this.made({ node: 'number', value, from: token.from, to: token.to })
  }

  path(): Tree {
    const first = this.next()
    const path = [first.value]
    let to = first.to
    while (this.isSign('.')) {
      this.at++
      const part = this.token()
      if (part.kind !== 'word' && part.kind !== 'name') this.unexpected(part)
      this.at++
      path.push(part.value)
      to = part.to
      if (path.length > 16) this.stop({ from: first.from, to }, 'too-deep', { max: 16 })
    }
    return this.made({ node: 'path', path, from: first.from, to })
  }

  functionCall(): Tree {
    const name = this.next()
    this.at++ // the bracket
    return this.deeper(() => {
      const args = this.isSign(')') ? [] : this.separated(() => this.either())
      const to = this.close().to
      return this.call(name.value.toUpperCase(), args, name.from, to)
    })
  }

  separated(part: () => Tree): Tree[] {
    const items = [part()]
    while (this.isSign(',')) {
      this.at++
      items.push(part())
    }
    return items
  }

  call(
    name: string,
    args: readonly Tree[],
    from = args[0]?.from ?? 0,
    to = args.at(-1)?.to ?? from,
  ): Tree {
    return this.made({ node: 'call', name, args, from, to }, args)
  }

  /** Counts every node, so that no formula is bigger or deeper than the later stages can bear. */
  made(tree: Tree, children: readonly Tree[] = []): Tree {
    if (++this.parts > limits.parts) this.stop(tree, 'too-big', { max: limits.parts })
    const depth = 1 + Math.max(0, ...children.map((child) => this.depths.get(child) ?? 0))
    if (depth > limits.depth) this.stop(tree, 'too-deep', { max: limits.depth })
    this.depths.set(tree, depth)
    return tree
  }

  deeper<T>(read: () => T): T {
    if (++this.nesting > limits.nesting)
      this.stop(this.token(), 'too-deep', { max: limits.nesting })
    const result = read()
    this.nesting--
    return result
  }

  token(): Token {
    return this.tokens[Math.min(this.at, this.tokens.length - 1)]!
  }

  next(): Token {
    const token = this.token()
    this.at++
    return token
  }

  close(): Token {
    if (!this.isSign(')')) this.expect(')')
    return this.next()
  }

  isSign(value: string): boolean {
    const token = this.token()
    return token.kind === 'sign' && token.value === value
  }

  isWord(value: string): boolean {
    return this.keyword() === value
  }

  /** A word right before a bracket, where a value should stand, is a function: `CONTAINS(…)`, `NOT(…)`. */
  isCall(): boolean {
    const after = this.tokens[this.at + 1]
    if (this.token().kind !== 'word' || after?.kind !== 'sign' || after.value !== '(') return false
    const word = this.keyword()
    return word === undefined || alsoFunctions.has(word)
  }

  keyword(): string | undefined {
    return this.keywordOf(this.token())
  }

  keywordOf(token: Token): string | undefined {
    if (token.kind !== 'word') return undefined
    const key = token.value.toLowerCase()
    return Object.hasOwn(formulaKeywords, key) ? formulaKeywords[key] : undefined
  }

  expect(what: string): never {
    const token = this.token()
    if (token.kind === 'end') this.stop(token, 'ends-early')
    return this.stop(token, 'expected', { what, found: token.value })
  }

  unexpected(token: Token): never {
    if (token.kind === 'end') return this.stop(token, 'ends-early')
    return this.stop(token, 'syntax', { found: token.value })
  }

  stop(at: Position, code: FormulaProblemCode, details?: ProblemDetails): never {
    throw new Stop(problem(at, code, details))
  }
}
