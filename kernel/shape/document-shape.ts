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
    each: parts({ of: text, by: text, sum: text }, ['of', 'by', 'sum']),
  },
  ['label', 'value'],
)
const blocks: Readonly<Record<BlockKind, Shape>> = {
  facts: parts({ left: list(fact), right: list(fact) }, ['left', 'right']),
  table: parts({ title: words, of: text, where: text, columns: list(column) }, ['of', 'columns']),
  totals: parts({ rows: list(total), capital: text }, ['rows']),
  prose: parts({ title: words, text: words }, ['text']),
  signatures: parts(
    { parties: list(parts({ role: words, name: words }, ['role', 'name'])), blanks: list(words) },
    ['parties', 'blanks'],
  ),
  qr: parts({ text: words, caption: words }, ['text']),
  page_break: anything,
}
const block: Shape = (value, path, problems) => {
  parts(
    {
      kind: one(
        '段落类型',
        'a kind of block',
        (kind) => typeof kind === 'string' && Object.hasOwn(blocks, kind),
      ),
      if: text,
    },
    ['kind'],
  )(value, path, problems)
  if (isJsonObject(value) && typeof value.kind === 'string' && Object.hasOwn(blocks, value.kind))
    blocks[value.kind as BlockKind](value, path, problems)
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
