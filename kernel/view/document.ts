// What does a printed document say? A template as data: texts with formulas in braces, read on one record.
import type { Words } from '../error.ts'

/**
 * A text with formulas in braces: `{number} v{version_no}`, `{account.name}`, `{gross|capital}`. A plain path is written
 * as its field is (money with separators, dates in full, choices by their label, references by their title); `|` names
 * another way (`formats`). `{our.bank}` is a field of the company's own record. What is empty leaves nothing.
 */
export type Template = Words

/** Ways to write a value that may be named behind `|`. */
export const formats = [
  'amount',
  'price',
  'number',
  'percent',
  'rate',
  'date',
  'time',
  'capital',
  'currency',
  'text',
] as const
export type Format = (typeof formats)[number]

export interface TemplateFact {
  readonly label: Words
  readonly value: Template
  readonly strong?: boolean
}

export interface TemplateColumn {
  readonly label: Words
  /** Formulas are read on the row; `{#}` is its number. */
  readonly value: Template
  /** A quieter line below; it takes the place of a value that is empty. */
  readonly note?: Template
  readonly align?: 'left' | 'right'
  /** Takes what the others leave. */
  readonly wide?: boolean
  /** Formula over the record: is the column there at all? */
  readonly if?: string
  /** Its last row: a text over the record, or the sum of the formula in `value`. */
  readonly foot?: 'sum' | Template
}

export interface TemplateTotal {
  readonly label: Template
  readonly value: Template
  readonly strong?: boolean
  readonly if?: string
  /**
   * One row for each value of the formula `by` among the rows at `of` (those where `where` is true): `label` is read on
   * them, the formula `sum` added up.
   */
  readonly each?: {
    readonly of: string
    readonly by: string
    readonly sum: string
    readonly where?: string
  }
}

/** The parts of a document, in the order in which they are read. `if` is a formula over the record. */
export type TemplateBlock = { readonly if?: string } & (
  | {
      readonly kind: 'facts'
      readonly left: readonly TemplateFact[]
      readonly right: readonly TemplateFact[]
    }
  /**
   * Rows of the child field (or path to one) `of`; those where `where` (a formula over the row) is true. Rows for which
   * `under` is true belong to the nearest above for which it is not: they are set in and counted 2.1, 2.2.
   */
  | {
      readonly kind: 'table'
      readonly title?: Template
      readonly of: string
      readonly where?: string
      readonly under?: string
      readonly columns: readonly TemplateColumn[]
    }
  | {
      readonly kind: 'totals'
      readonly rows: readonly TemplateTotal[]
      /** Formula whose value is also written in capitals, for renminbi. */ readonly capital?: string
    }
  | { readonly kind: 'prose'; readonly title?: Template; readonly text: Template }
  | {
      readonly kind: 'signatures'
      readonly parties: readonly { readonly role: Words; readonly name: Template }[]
      readonly blanks: readonly Words[]
    }
  | { readonly kind: 'qr'; readonly text: Template; readonly caption?: Template }
  /** Lines drawn by hand, of which the text gives the points (a signature at a link). */
  | { readonly kind: 'drawing'; readonly text: Template; readonly caption?: Template }
  | { readonly kind: 'page_break' }
)

export const papers = ['a4', 'a4_landscape', 'a5', 'a5_landscape'] as const
export type PaperName = (typeof papers)[number]

/** A printed document of the records of one object: its PDF, its .docx and what the studio shows. */
export interface DocumentTemplate {
  readonly object: string
  readonly label: Words
  readonly title: Template
  /** Names the file and stands in the foot of each page. */
  readonly number?: Template
  readonly subtitle?: Template
  /** Formula over the record: only those have this document. */
  readonly if?: string
  /** Formula for the currency of its amounts; absent = the record's `currency`, else the company's. */
  readonly currency?: string
  readonly paper?: PaperName
  /** Printed at the head of each page where the formula is true: 草稿, 已作废. */
  readonly marks?: readonly { readonly if: string; readonly says: Words }[]
  readonly blocks: readonly TemplateBlock[]
  /**
   * Id of an uploaded .docx that the Word document is filled from, in place of the blocks: the same braces, and
   * `{#lines}…{/lines}` around what is repeated for each row (`{row}` is its number) or stands under a condition.
   */
  readonly word?: string
}

export type BlockKind = TemplateBlock['kind']

export interface Brace {
  /** The formula, or `#`. */
  readonly formula: string
  readonly format?: Format
  /** Where the formula begins in the text, in UTF-16 units. */
  readonly at: number
}

/** A text cut into its letters and its braces. */
export function bracesOf(text: string): readonly (string | Brace)[] {
  const parts: (string | Brace)[] = []
  let from = 0
  for (const match of text.matchAll(/\{([^{}]+)\}/g)) {
    if (match.index > from) parts.push(text.slice(from, match.index))
    const [, formula, format] = /^(.*?)(?:\|\s*([a-z]+)\s*)?$/s.exec(match[1]!)!
    parts.push({
      formula: formula!.trim(),
      at: match.index + 1,
      ...(format === undefined ? {} : { format: format as Format }),
    })
    from = match.index + match[0].length
  }
  if (from < text.length) parts.push(text.slice(from))
  return parts
}

/** `our.` before a path means the company's own record: the one row of this object. */
export const ours = { prefix: 'our.', object: 'company' } as const
