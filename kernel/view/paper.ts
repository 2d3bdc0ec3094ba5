// What is a printed document, before anyone decides how it looks? Plain data in reading order.

import type { PaperName } from './document.ts'

export type Language = 'zh' | 'en'

/** A document ready to be laid out. All text is final: formatted, in one language. */
export interface DocumentModel {
  readonly language: Language
  /** What it is ("报价单") and which one ("Q-2026-0461 v3"); both also name the file. */
  readonly title: string
  readonly number: string
  readonly subtitle?: string | undefined
  /** Whose document it is, and what stands below the name: address, phone, tax number. */
  readonly company: string
  readonly letterhead: readonly string[]
  /** Printed on every page: "示例数据", "草稿". */
  readonly marks: readonly string[]
  /** Absent = A4 upright. */
  readonly paper?: PaperName
  readonly blocks: readonly Block[]
  /** The instant it is made, ISO 8601: the same model always gives the same bytes. */
  readonly made_at: string
}

/** `at`: which block of its template it was made of. */
export type Block = { readonly at?: number } & (
  Facts | Table | Totals | Prose | Signatures | QrCode | Picture | PageBreak
)

/** Labelled facts in two columns; a fact without text is left out. */
export interface Facts {
  readonly kind: 'facts'
  readonly left: readonly Fact[]
  readonly right: readonly Fact[]
}

export interface Fact {
  readonly label: string
  readonly text: string | null | undefined
  readonly strong?: boolean
}

/** A table whose head is repeated on every page. One column at least is `wide` and takes what is left. */
export interface Table {
  readonly kind: 'table'
  readonly title?: string | undefined
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Cell[])[]
  /** A last row that sums up. */
  readonly foot?: readonly Cell[] | undefined
}

export interface Column {
  readonly label: string
  readonly align: 'left' | 'right'
  readonly wide?: boolean
}

/** A text, with a quieter note below it where one is needed. */
export type Cell = string | { readonly text: string; readonly note: string }

/** Amounts below a table, the last one strong; `words` is the same amount written out. */
export interface Totals {
  readonly kind: 'totals'
  readonly rows: readonly {
    readonly label: string
    readonly text: string
    readonly strong?: boolean
  }[]
  readonly words?: string | undefined
}

export interface Prose {
  readonly kind: 'prose'
  readonly title?: string | undefined
  readonly text: string
}

/** Room to sign and seal, for each party. */
export interface Signatures {
  readonly kind: 'signatures'
  readonly parties: readonly { readonly role: string; readonly name: string }[]
  /** The lines that each party fills in by hand. */
  readonly blanks: readonly string[]
}

/** A square that a camera reads, with what it is below. */
export interface QrCode {
  readonly kind: 'qr'
  readonly text: string
  readonly caption?: string
}

/** A picture that we drew ourselves: a chart. Its figures stand in a table near it. */
export interface Picture {
  readonly kind: 'picture'
  readonly title?: string | undefined
  /** PNG, in base 64. */
  readonly png: string
  /** Points. */
  readonly wide: number
  readonly high: number
}

/** What follows begins on a new page. */
export interface PageBreak {
  readonly kind: 'page_break'
}
