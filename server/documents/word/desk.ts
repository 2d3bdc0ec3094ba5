// What is at hand while a Word file is drawn? Its styles and numbers, the type, the pictures, and where to note what is lost.
import { refuse } from '#kernel/error.ts'
import type { LeftOut } from '#kernel/view/left-out.ts'
import type { ParagraphLook, RunLook, Styles } from './looks.ts'
import type { Numbers } from './numbers.ts'
import type { Part } from './package.ts'
import type { Pictures } from './pictures.ts'

/** Points. */
export interface Page {
  readonly width: number
  readonly height: number
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

export interface Desk {
  /** The part that is drawn: its relations name its pictures. */
  readonly part: Part
  readonly styles: Styles
  readonly numbers: Numbers
  readonly pictures: Pictures
  readonly ink: (text: string) => string
  /** Width of a text in parts of the size of its type. */
  readonly wide: (text: string, bold: boolean) => number
  readonly lose: (what: LeftOut) => void
  readonly page: Page
  /** Tab stops where a paragraph names none. */
  readonly every: number
  /** Height of a line of the page's grid; undefined where there is none. */
  readonly pitch: number | undefined
  /** Known in heads and feet only. */
  readonly at?: { readonly page: number; readonly pages: number }
  /** Fields that are open: what their code says, and whether we are in their result. */
  readonly fields: { code: string; result: boolean; told: boolean }[]
  /** A text behind every page. */
  readonly watermark: (text: string) => void
  /** Counts what is drawn: a page is cheap, a hundred thousand paragraphs hold up everybody. */
  readonly budget: { left: number }
}

/** What a table style gives to what stands in its cells. */
export interface Around {
  readonly run: RunLook
  readonly paragraph: ParagraphLook
}

export const mostDrawn = 20_000

export function spend(desk: Desk, count = 1): void {
  if ((desk.budget.left -= count) < 0) refuse('too-large', { limit: `${mostDrawn} paragraphs` })
}
