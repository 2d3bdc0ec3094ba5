// Of which parts is a printed document built?
import { isUuid } from '../fields/uuid-value.ts'
import { type BlockKind, papers } from '../view/document.ts'
import { anything, flag, list, one, parts, type Shape, text, words } from './shape.ts'
import { isJsonObject } from '../json.ts'

const fact = parts({ label: words, value: words, strong: flag }, ['label', 'value'])
const column = parts(
  { label: words, value: words, note: words, align: text, wide: flag, if: text, foot: anything },
  ['label', 'value'],
)
const total = parts(
  {
    label: words,
    value: words,
    strong: flag,
    if: text,
    each: parts({ of: text, by: text, sum: text, where: text }, ['of', 'by', 'sum']),
  },
  ['label', 'value'],
)
/** A block of a kind, by its own parts and those that every block may have. */
const blockOf = (own: Readonly<Record<string, Shape>>, needed: readonly string[] = []): Shape =>
  parts({ kind: text, if: text, ...own }, needed)
const blocks: Readonly<Record<BlockKind, Shape>> = {
  facts: blockOf({ left: list(fact), right: list(fact) }, ['left', 'right']),
  table: blockOf({ title: words, of: text, where: text, under: text, columns: list(column) }, [
    'of',
    'columns',
  ]),
  totals: blockOf({ rows: list(total), capital: text }, ['rows']),
  prose: blockOf({ title: words, text: words }, ['text']),
  signatures: blockOf(
    { parties: list(parts({ role: words, name: words }, ['role', 'name'])), blanks: list(words) },
    ['parties', 'blanks'],
  ),
  qr: blockOf({ text: words, caption: words }, ['text']),
  drawing: blockOf({ text: words, caption: words }, ['text']),
  page_break: blockOf({}),
}
const blockKind = one(
  '段落类型',
  'a kind of block',
  (kind) => typeof kind === 'string' && Object.hasOwn(blocks, kind),
)
const block: Shape = (value, path, problems) => {
  const kind = isJsonObject(value) ? value.kind : undefined
  if (typeof kind === 'string' && Object.hasOwn(blocks, kind))
    blocks[kind as BlockKind](value, path, problems)
  else if (isJsonObject(value)) blockKind(kind, `${path}.kind`, problems)
  else parts({})(value, path, problems)
}
export const document = parts(
  {
    object: text,
    label: words,
    title: words,
    number: words,
    subtitle: words,
    if: text,
    currency: text,
    paper: one('纸张', 'a paper', (value) => (papers as readonly unknown[]).includes(value)),
    marks: list(parts({ if: text, says: words }, ['if', 'says'])),
    blocks: list(block),
    word: one('文件', 'a file', isUuid),
  },
  ['object', 'label', 'title', 'blocks'],
)
