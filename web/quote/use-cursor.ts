// Where is the cursor in the lines of a quote, and what becomes of what is typed there?
import { useEffect, useRef, useState } from 'react'
import type { RefObject } from 'react'
import { useMake } from '#web/fields/make.ts'
import { mayMake, useMeta } from '#web/meta.ts'
import { handsAreFree } from '#web/parts/hands.ts'
import { usePageKey } from '#web/parts/page-key.ts'
import { useWidth } from '#web/parts/width.ts'
import { asOption, moved, without } from './blocks.ts'
import { columnsOf, fitted, plainText } from './columns.ts'
import type { Column } from './columns.ts'
import { emptyLine, filled, withProduct } from './draft-line.ts'
import type { Result } from './calculated.ts'
import type { DraftLine, Head, ProductFacts } from './draft-line.ts'
import { cleared, filledDown, withFound } from './grid-edits.ts'
import { productOf, remember, theProduct, useFoundProducts } from './products.ts'
import { at, rangeOf } from './sheet.ts'
import type { Cell, Range, Selection, Size } from './sheet.ts'
import type { Lines } from './use-lines.ts'

/** What the grid of lines is drawn from. */
export interface GridOf {
  readonly lines: Lines
  readonly products: ReadonlyMap<string, ProductFacts>
  readonly head: Head
  readonly result: Result
}

export interface Cursor extends GridOf {
  readonly columns: readonly Column[]
  /** One row more than there are lines: the one where the next begins. */
  readonly size: Size
  readonly selection: Selection
  readonly range: Range
  readonly row: number
  readonly col: number
  readonly column: Column
  /** Are the hands in the grid? */
  readonly inside: boolean
  /** What is being typed into the cell; null while nothing is. */
  readonly typed: string | null
  /** Is a product looked for by what is typed? Then what was found, which of it is active, and whether one can be made. */
  readonly picking: boolean
  readonly found: readonly ProductFacts[] | undefined
  readonly active: number
  readonly makes: boolean
  /** The field in the cell. */
  readonly input: RefObject<HTMLInputElement | null>
  readonly setInside: (inside: boolean) => void
  readonly setTyped: (typed: string | null) => void
  readonly setActive: (active: number) => void
  /** Selects without anything else. */
  readonly select: (next: Selection | ((now: Selection) => Selection)) => void
  /** Selects another cell, where the list of products begins anew. */
  readonly go: (next: Selection) => void
  /** Opens the cell with what stands in it. */
  readonly begin: () => void
  /** Puts what was typed into its cell. */
  readonly commit: () => void
  /** The product that Enter would take. */
  readonly offered: () => ProductFacts | undefined
  readonly pick: (product: ProductFacts) => void
  readonly makeProduct: () => Promise<void>
  /** Looks for the product that words in a line mean. */
  readonly resolve: (place: number, meant: string) => Promise<void>
  readonly clear: () => void
  readonly fillDown: () => void
  readonly removeLine: (place: number) => void
  /** The line of the bundle that is being chosen of. */
  readonly choosing: { readonly place: number; readonly product: ProductFacts } | null
  readonly choose: (place: number | null) => void
  /** Offers the position as an option, or takes it into the total. */
  readonly toggleOption: (place: number) => void
  /** Moves the position of the cursor, whole. */
  readonly moveLine: (down: boolean) => void
}

export function useCursor({ lines, products, head, result }: GridOf): Cursor {
  const meta = useMeta()
  const phone = useWidth() === 'phone'
  const rows = lines.lines
  const columns = fitted(columnsOf(meta, head), rows, products, result.lines, head).map((one) =>
    phone && one.name === 'product' ? { ...one, width: 128 } : one,
  )
  const size = { rows: rows.length + 1, cols: columns.length }
  const [chosen, select] = useState<Selection>(at(rows.length, 0))
  // The row where the next line begins is one cell: whoever comes down there writes its product.
  const isNext = ({ row: place }: Cell): boolean => place >= rows.length
  const selection = isNext(chosen.from) && isNext(chosen.to) ? at(rows.length, 0) : chosen
  const [typed, setTyped] = useState<string | null>(null)
  const [active, setActive] = useState(0)
  const [inside, setInside] = useState(false)
  const [choosing, setChoosing] = useState<Cursor['choosing']>(null)
  const input = useRef<HTMLInputElement>(null)
  const row = Math.min(selection.to.row, rows.length)
  const col = isNext(selection.to) ? 0 : Math.min(selection.to.col, columns.length - 1)
  const column = columns[col]!
  const range = rangeOf(selection)
  const picking = typed !== null && column.name === 'product'
  const found = useFoundProducts(meta, picking ? typed.trim() : '', picking)
  const make = useMake()
  const { product: productObject } = meta.objects
  const makes = picking && typed.trim() !== '' && mayMake(productObject) && !found.isFetching

  useEffect(() => {
    if (!inside) return
    input.current?.focus({ preventScroll: true })
    input.current?.closest('td')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    // Another line under the cursor is another input.
  }, [row, col, inside, typed === null, rows[row]?.key])

  // A quote without a line begins with writing one; otherwise L is the key to the lines. A phone's keyboard stays down.
  useEffect(() => {
    if (!rows.length && handsAreFree() && !phone) setInside(true)
    // Only at first.
  }, [])
  usePageKey('l', () => setInside(true))

  const setCell = (place: number, work: (line: DraftLine) => DraftLine) =>
    lines.change((now) =>
      place < now.length
        ? now.map((line, index) => (index === place ? work(line) : line))
        : [...now, work(emptyLine())],
    )
  const go = (next: Selection) => {
    select(next)
    setActive(0)
  }
  const pick = (product: ProductFacts) => {
    remember(product)
    const place = row
    setCell(place, (line) => withProduct(line, product, products.get(line.product ?? '')))
    setTyped(null)
    const quantity = columns.findIndex((one) => one.name === 'quantity')
    select(at(place, quantity))
    if (product.is_bundle && !rows[place]?.bundle) setChoosing({ place, product })
  }
  /** A product that there is none of yet, of the typed name; the line waits for it. */
  const makeProduct = async () => {
    if (!productObject || typed === null) return
    const name = typed.trim()
    setTyped(null)
    const made = await make(productObject, { [productObject.title]: name })
    const product = made && (await productOf(meta, made.id))
    if (product) pick(product)
    setInside(true)
  }
  /** The product that stands in the cell already; typing its name again changes nothing. */
  const sameProduct = () => typed?.trim() === (products.get(rows[row]?.product ?? '')?.name ?? '')
  const offered = () => {
    const chosen = picking && typed.trim() && !sameProduct() && !found.isPlaceholderData
    return chosen ? found.data?.[active] : undefined
  }
  const resolve = async (place: number, meant: string) => {
    const product = await theProduct(meta, meant).catch(() => null)
    if (!product) return
    remember(product)
    lines.change((now) => withFound(now, place, meant, product))
  }
  const commit = () => {
    if (typed === null) return
    const { fill } = column
    const product = offered()
    setTyped(null)
    if (product) return pick(product)
    if (!fill || (fill === 'product' && sameProduct())) return
    if (row >= rows.length && !typed.trim()) return
    setCell(row, (line) => filled(line, fill, typed, head.untaxed))
    if (fill === 'product' && typed.trim()) void resolve(row, typed.trim())
  }
  const begin = () => {
    if (!column.fill) return
    const line = rows[row]
    setTyped(
      line
        ? plainText(column.name, line, products.get(line.product ?? ''), result.lines[row], head)
        : '',
    )
    requestAnimationFrame(() => input.current?.setSelectionRange(9999, 9999))
  }
  const removeLine = (place: number) => {
    lines.change((now) => without(now, place))
    go(at(Math.min(place, rows.length - 1), col))
  }
  const choose = (place: number | null) => {
    const line = place === null ? undefined : rows[place]
    const product = products.get(line?.product ?? '')
    setChoosing(place !== null && !line?.bundle && product?.is_bundle ? { place, product } : null)
  }
  const toggleOption = (place: number) => {
    const line = rows[place]
    if (line) lines.change((now) => asOption(now, place, !line.optional))
  }
  const moveLine = (down: boolean) => {
    const line = rows[row]
    const next = moved(rows, row, down)
    if (!line || next === rows) return
    lines.change(() => next)
    go(at(next.indexOf(line), col))
  }
  return {
    choosing,
    choose,
    toggleOption,
    moveLine,
    lines,
    products,
    head,
    result,
    columns,
    size,
    selection,
    range,
    row,
    col,
    column,
    inside,
    typed,
    picking,
    active,
    makes,
    input,
    setInside,
    setTyped,
    setActive,
    found: found.data,
    select,
    go,
    begin,
    commit,
    offered,
    pick,
    makeProduct,
    resolve,
    clear: () => lines.change((now) => cleared(now, columns, range)),
    fillDown: () => lines.change((now) => filledDown(now, columns, range, products)),
    removeLine,
  }
}
