// How does a template become the document of one record? Its formulas are read, its texts filled, empty parts left out.
import { exact } from '#kernel/money/exact.ts'
import { addressLine } from '#kernel/fields/address.ts'
import { uppercaseRmb } from '#kernel/money/uppercase.ts'
import { living } from '#kernel/merge.ts'
import { columnOf } from '#kernel/query/sources.ts'
import { sql } from '#kernel/sql.ts'
import { rowsAt } from '#kernel/view/check-document.ts'
import {
  type Brace,
  bracesOf,
  type DocumentTemplate,
  ours,
  type TemplateBlock,
  type TemplateFact,
} from '#kernel/view/document.ts'
import type { Words } from '#kernel/error.ts'
import type {
  Block,
  Cell,
  DocumentModel,
  Fact,
  Language,
  Table,
  Totals,
} from '#kernel/view/paper.ts'
import { drawnLines } from './drawn-lines.ts'
import { letterhead } from './letterhead.ts'
import { type Reading, readValues, type Said, type Values } from '#server/reading/read-values.ts'
import { words } from './words.ts'
import { type Manner, written } from './write-value.ts'

export interface Filling extends Reading {
  readonly language: Language
  readonly company: {
    readonly name: string
    readonly currency: string
    readonly zone: string
    readonly sample: boolean
  }
  /** ISO 8601. */
  readonly made_at: string
}

const nothing: Said = { value: null, field: null }
/** Points: as large as people sign. */
const drawnSize = { wide: 150, high: 60 } as const
const head = ['name', 'address', 'phone', 'tax_number']

/** The document of a record that the reader may read; null where the template is not for it. */
export async function fillTemplate(
  filling: Filling,
  template: DocumentTemplate,
  id: string,
): Promise<DocumentModel | null> {
  const { language, company } = filling
  const page = await openPage(filling, template, id, gather(template, language))
  if (!page) return null
  const letters = Object.fromEntries(
    head.map((name) => [
      name,
      name === 'address'
        ? addressLine(page.our.get(name)?.value)
        : String(page.our.get(name)?.value ?? ''),
    ]),
  )
  const blocks: Block[] = []
  for (const [at, block] of template.blocks.entries())
    if (page.holds(block.if))
      blocks.push(...(await page.block(block, id)).map((one) => ({ ...one, at })))
  return {
    language,
    title: page.text(template.title),
    number: page.text(template.number),
    subtitle: page.text(template.subtitle) || undefined,
    company: letters.name || company.name || '—',
    letterhead: letterhead(letters, language),
    paper: template.paper ?? 'a4',
    marks: [
      ...(template.marks ?? [])
        .filter((mark) => page.holds(mark.if))
        .map((mark) => mark.says[language]),
      ...(company.sample ? [words.sample[language]] : []),
    ],
    made_at: filling.made_at,
    blocks,
  }
}

/** What has been read of the record and of the company; null where the template is not for this record. */
export async function openPage(
  filling: Filling,
  template: DocumentTemplate,
  id: string,
  asked: Gathered,
): Promise<Page | null> {
  const { app, language, company } = filling
  const object = app.objects[template.object]!
  const currency = template.currency ?? (object.fields.currency ? 'currency' : undefined)
  for (const one of [currency, template.if]) if (one !== undefined) asked.record.add(one)
  const [values] = await readValues(filling, template.object, sql`t.id = ${id}::uuid`, asked.record)
  if (!values || (template.if !== undefined && values.get(template.if)?.value !== true)) return null
  const ourFields = app.objects[ours.object]?.fields ?? {}
  const [our = new Map<string, Said>()] = app.objects[ours.object]
    ? await readValues(filling, ours.object, sql`true`, [
        ...asked.our,
        ...head.filter((name) => ourFields[name]),
      ])
    : []
  const code = currency === undefined ? null : values.get(currency)?.value
  const manner: Manner = {
    language,
    currency: typeof code === 'string' ? code : company.currency,
    zone: company.zone,
    stages: living(object.lifecycle?.stages),
  }
  return new Page(filling, template.object, values, our, manner)
}

/** Formulas by whose record they are read on. */
export interface Gathered {
  readonly record: Set<string>
  readonly our: Set<string>
}

/** Adds the formulas of a text. */
export function addText(to: Gathered, text: Words | undefined, language: Language): void {
  for (const part of text ? bracesOf(text[language]) : []) {
    if (typeof part === 'string' || part.formula === '#') continue
    if (part.formula.startsWith(ours.prefix)) to.our.add(part.formula.slice(ours.prefix.length))
    else to.record.add(part.formula)
  }
}

/** Every formula that a template reads on the record itself, and on the company. */
function gather(template: DocumentTemplate, language: Language): Gathered {
  const to: Gathered = { record: new Set(), our: new Set() }
  const text = (words: Words | undefined): void => addText(to, words, language)
  const formula = (one: string | undefined): void => void (one !== undefined && to.record.add(one))
  for (const one of [template.title, template.number, template.subtitle]) text(one)
  for (const mark of template.marks ?? []) formula(mark.if)
  for (const block of template.blocks) {
    formula(block.if)
    switch (block.kind) {
      case 'facts':
        for (const fact of [...block.left, ...block.right]) text(fact.value)
        break
      case 'table':
        text(block.title)
        formula(headOf(block.of))
        for (const column of block.columns) {
          formula(column.if)
          if (typeof column.foot === 'object') text(column.foot)
        }
        break
      case 'totals':
        formula(block.capital)
        for (const row of block.rows) {
          formula(row.if)
          if (row.each) formula(headOf(row.each.of))
          else [row.label, row.value].forEach(text)
        }
        break
      case 'prose':
        ;[block.title, block.text].forEach(text)
        break
      case 'signatures':
        for (const party of block.parties) text(party.name)
        break
      case 'qr':
      case 'drawing':
        ;[block.text, block.caption].forEach(text)
        break
      case 'page_break':
    }
  }
  return to
}

/** The reference that leads to the record whose rows a path names; none where they are the record's own. */
export const headOf = (of: string): string | undefined =>
  of.includes('.') ? `${of.slice(0, of.lastIndexOf('.'))}.id` : undefined

/** What has been read for one record, and how its texts are written. */
export class Page {
  readonly filling: Filling
  readonly object: string
  readonly values: Values
  readonly our: Values
  readonly manner: Manner
  constructor(filling: Filling, object: string, values: Values, our: Values, manner: Manner) {
    this.filling = filling
    this.object = object
    this.values = values
    this.our = our
    this.manner = manner
  }

  holds(formula: string | undefined): boolean {
    return formula === undefined || this.values.get(formula)?.value === true
  }

  /** A text of the template, filled; blanks around what is empty go with it. */
  text(text: Words | undefined, values = this.values, row?: string): string {
    if (text === undefined) return ''
    const parts = bracesOf(text[this.manner.language])
    if (!parts.some((part) => typeof part !== 'string')) return text[this.manner.language]
    return parts
      .map((part) => (typeof part === 'string' ? part : this.brace(part, values, row)))
      .join('')
      .replace(/[ \t]{2,}/g, ' ')
      .trim()
  }

  brace({ formula, format }: Brace, values: Values, row?: string): string {
    if (formula === '#') return row ?? ''
    const said = formula.startsWith(ours.prefix)
      ? this.our.get(formula.slice(ours.prefix.length))
      : values.get(formula)
    return written(said ?? nothing, this.manner, format)
  }

  async block(block: TemplateBlock, id: string): Promise<Block[]> {
    switch (block.kind) {
      case 'facts': {
        const side = (facts: readonly TemplateFact[]): Fact[] =>
          facts.map((fact) => ({
            label: fact.label[this.manner.language],
            text: this.text(fact.value),
            ...(fact.strong ? { strong: true } : {}),
          }))
        const [left, right] = [side(block.left), side(block.right)]
        return [...left, ...right].some((fact) => fact.text) ? [{ kind: 'facts', left, right }] : []
      }
      case 'table':
        return [await this.table(block, id)]
      case 'totals':
        return [await this.totals(block, id)]
      case 'prose': {
        const text = this.text(block.text)
        const title = this.text(block.title)
        return text || title ? [{ kind: 'prose', text, ...(title ? { title } : {}) }] : []
      }
      case 'signatures':
        return [
          {
            kind: 'signatures',
            parties: block.parties.map((party) => ({
              role: party.role[this.manner.language],
              name: this.text(party.name),
            })),
            blanks: block.blanks.map((blank) => blank[this.manner.language]),
          },
        ]
      case 'qr': {
        const text = this.text(block.text)
        return text ? [{ kind: 'qr', text, caption: this.text(block.caption) }] : []
      }
      case 'drawing': {
        const png = drawnLines(this.text(block.text))
        if (!png) return []
        const title = this.text(block.caption)
        return [{ kind: 'picture', title, png: png.toString('base64'), ...drawnSize }]
      }
      case 'page_break':
        return [{ kind: 'page_break' }]
    }
  }

  /** The rows at a path, with the formulas that are asked of each. */
  async rows(of: string, id: string, formulas: Set<string>, where?: string): Promise<Values[]> {
    const { app } = this.filling
    const rows = rowsAt(app.objects, this.object, of)!
    const from = headOf(of)
    const head = from ? this.values.get(from)?.value : id
    if (typeof head !== 'string') return []
    const by = app.objects[rows.object]!.fields[rows.by]!
    const column = columnOf('t', rows.by, by)
    if (where !== undefined) formulas.add(where)
    const all = await readValues(
      this.filling,
      rows.object,
      sql`${column} = ${head}::uuid`,
      formulas,
    )
    return where === undefined ? all : all.filter((row) => row.get(where)?.value === true)
  }

  async table(block: Extract<TemplateBlock, { kind: 'table' }>, id: string): Promise<Table> {
    const columns = block.columns.filter((column) => this.holds(column.if))
    const { language } = this.manner
    const on: Gathered = { record: new Set(), our: new Set() }
    for (const column of columns)
      for (const text of [column.value, column.note]) addText(on, text, language)
    if (block.under !== undefined) on.record.add(block.under)
    const rows = await this.rows(block.of, id, on.record, block.where)
    const numbers = numbered(rows, block.under)
    const cell = (column: (typeof columns)[number], row: Values, at: number): Cell => {
      const number = numbers[at]!
      const inset = column.wide && number.includes('.') ? wideBlank : ''
      const text = this.text(column.value, row, number)
      const note = this.text(column.note, row, number)
      return text && note
        ? { text: `${inset}${text}`, note: `${inset}${note}` }
        : text || note
          ? `${inset}${text || note}`
          : ''
    }
    const foot = columns.some((column) => column.foot !== undefined)
      ? columns.map((column) =>
          column.foot === 'sum' ? this.sum(column.value, rows) : this.text(column.foot),
        )
      : undefined
    const title = this.text(block.title)
    return {
      kind: 'table',
      ...(title ? { title } : {}),
      columns: columns.map((column) => ({
        label: column.label[language],
        align: column.align ?? 'left',
        ...(column.wide ? { wide: true } : {}),
      })),
      rows: rows.map((row, at) => columns.map((column) => cell(column, row, at))),
      ...(foot ? { foot } : {}),
    }
  }

  /** The sum of the first formula of a text over the rows, written as it is. */
  sum(text: Words, rows: readonly Values[]): string {
    const brace = bracesOf(text[this.manner.language]).find((part) => typeof part !== 'string')
    return brace ? written(added(brace.formula, rows), this.manner, brace.format) : ''
  }

  async totals(block: Extract<TemplateBlock, { kind: 'totals' }>, id: string): Promise<Totals> {
    const rows: { label: string; text: string; strong?: boolean }[] = []
    for (const row of block.rows) {
      if (!this.holds(row.if)) continue
      const strong = row.strong ? { strong: true } : {}
      if (!row.each) {
        rows.push({ label: this.text(row.label), text: this.text(row.value), ...strong })
        continue
      }
      const on: Gathered = { record: new Set([row.each.by, row.each.sum]), our: new Set() }
      addText(on, row.label, this.manner.language)
      const { of, by, where } = row.each
      const groups = Map.groupBy(await this.rows(of, id, on.record, where), (one) =>
        String(one.get(by)?.value ?? ''),
      )
      for (const group of groups.values())
        rows.push({
          label: this.text(row.label, group[0]),
          text: written(added(row.each.sum, group), this.manner),
          ...strong,
        })
    }
    const capital = block.capital === undefined ? null : this.values.get(block.capital)?.value
    const inWords =
      this.manner.language === 'zh' && this.manner.currency === 'CNY' && typeof capital === 'string'
        ? uppercaseRmb(exact(capital).toFixed())
        : undefined
    return {
      kind: 'totals',
      rows: rows.filter((row) => row.text),
      ...(inWords ? { words: `${words.in_words.zh} ${inWords}` } : {}),
    }
  }
}

/** As wide as a Chinese sign: what stands under another row is set in by it. */
const wideBlank = '\u3000'

/** 1, 2, 2.1, 2.2, 3: rows that belong to the one above are counted within it. */
function numbered(rows: readonly Values[], under: string | undefined): string[] {
  let [position, within] = [0, 0]
  return rows.map((row) => {
    const isUnder = under !== undefined && position > 0 && row.get(under)?.value === true
    if (isUnder) return `${position}.${(within += 1)}`
    within = 0
    return String((position += 1))
  })
}

/** The exact sum of a formula over rows; empty where none of them has a number. */
function added(formula: string, rows: readonly Values[]): Said {
  const said = rows
    .map((row) => row.get(formula))
    .filter((one): one is Said => typeof one?.value === 'string')
  return said.length
    ? {
        value: said.reduce((sum, one) => sum.plus(one.value as string), exact('0')).toFixed(),
        field: said[0]!.field,
      }
    : nothing
}
