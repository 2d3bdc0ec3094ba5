// How are the lines of a quote written? In a grid with the keys of a spreadsheet; the cursor's cell is always ready to type in.
import { useEffect, useId, useRef, useState } from 'react'
import type { ClipboardEvent, KeyboardEvent, PointerEvent } from 'react'
import { useMake } from '#web/fields/make.ts'
import { mayMake, useMeta } from '#web/meta.ts'
import { isComposing } from '#web/parts/composing.ts'
import { useWidth } from '#web/parts/width.ts'
import { usePageKey } from '#web/parts/page-key.ts'
import { say } from '#web/words.ts'
import { handsAreFree } from '#web/parts/hands.ts'
import { cellProblem } from './cell-problem.ts'
import { columnsOf, plainText } from './columns.ts'
import { emptyLine, filled, withProduct } from './draft-line.ts'
import type { DraftLine, Head, ProductFacts, Result } from './draft-line.ts'
import { cleared, filledDown, withCells, withFound } from './grid-edits.ts'
import { LineRow } from './line-row.tsx'
import { makeAt, ProductMenu } from './product-menu.tsx'
import { productOf, remember, theProduct, useFoundProducts } from './products.ts'
import { at, parseTable, pasted, rangeOf, stepped, tabbed, writeTable } from './sheet.ts'
import type { Selection } from './sheet.ts'
import type { Lines } from './use-lines.ts'
import { words } from './words.ts'

interface LineGridProps {
  lines: Lines
  products: ReadonlyMap<string, ProductFacts>
  head: Head
  result: Result
  /** Lines that make submitting ask for an approval. */
  marked: ReadonlySet<number>
}

export function LineGrid({ lines, products, head, result, marked }: LineGridProps) {
  const meta = useMeta()
  const phone = useWidth() === 'phone'
  const columns = columnsOf(meta, head).map((one) =>
    phone && one.name === 'product' ? { ...one, width: 128 } : one,
  )
  const rows = lines.lines
  // One row more than there are lines: the one where the next begins.
  const size = { rows: rows.length + 1, cols: columns.length }
  const [selection, setSelection] = useState<Selection>(at(rows.length, 0))
  const [typed, setTyped] = useState<string | null>(null)
  const [active, setActive] = useState(0)
  const [inside, setInside] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const dragging = useRef(false)
  const menuId = useId()
  const taxesId = useId()
  const { row, col } = {
    row: Math.min(selection.to.row, rows.length),
    col: Math.min(selection.to.col, columns.length - 1),
  }
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

  const lineAt = (place: number): DraftLine | undefined => rows[place]
  const setCell = (place: number, work: (line: DraftLine) => DraftLine) =>
    lines.change((now) =>
      place < now.length
        ? now.map((line, index) => (index === place ? work(line) : line))
        : [...now, work(emptyLine())],
    )

  const pick = (product: ProductFacts) => {
    remember(product)
    const place = row
    setCell(place, (line) => withProduct(line, product, products.get(line.product ?? ''), head))
    setTyped(null)
    const quantity = columns.findIndex((one) => one.name === 'quantity')
    setSelection(at(place, quantity))
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
  const sameProduct = () => typed?.trim() === (products.get(lineAt(row)?.product ?? '')?.name ?? '')
  const offered = () => {
    const chosen = picking && typed.trim() && !sameProduct() && !found.isPlaceholderData
    return chosen ? found.data?.[active] : undefined
  }
  /** Puts what was typed into its cell. */
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
  const resolve = async (place: number, meant: string) => {
    const product = await theProduct(meta, meant).catch(() => null)
    if (!product) return
    remember(product)
    lines.change((now) => withFound(now, place, meant, product, head))
  }
  const go = (next: Selection) => {
    setSelection(next)
    setActive(0)
  }
  const begin = () => {
    if (!column.fill) return
    const line = lineAt(row)
    setTyped(
      line
        ? plainText(column.name, line, products.get(line.product ?? ''), result.lines[row], head)
        : '',
    )
    requestAnimationFrame(() => input.current?.setSelectionRange(9999, 9999))
  }
  const clear = () => lines.change((now) => cleared(now, columns, range))
  const removeLine = (place: number) => {
    lines.change((now) => now.filter((_, index) => index !== place))
    go(at(Math.min(place, rows.length - 1), col))
  }
  const fillDown = () => lines.change((now) => filledDown(now, columns, range, products, head))

  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (isComposing(event)) return
    const { key, shiftKey } = event
    const ctrl = event.ctrlKey || event.metaKey
    const editing = typed !== null
    const take = () => event.preventDefault()
    if (picking && (key === 'ArrowDown' || key === 'ArrowUp')) {
      take()
      const count = makes ? makeAt(found.data) + 1 : (found.data?.length ?? 0)
      return setActive(count ? (active + (key === 'ArrowDown' ? 1 : count - 1)) % count : 0)
    }
    if (key === 'Escape' && editing) {
      take()
      event.stopPropagation()
      return setTyped(null)
    }
    if (key === 'Enter') {
      take()
      if (ctrl) return commit()
      if (makes && active === makeAt(found.data)) return void makeProduct()
      const product = offered()
      if (product) return pick(product)
      commit()
      return go(stepped(at(row, col), shiftKey ? -1 : 1, 0, size))
    }
    if (key === 'Tab') {
      const product = offered()
      if (product) {
        take()
        return pick(product)
      }
      const next = tabbed(at(row, col), shiftKey, size, (index) => columns[index]?.fill !== null)
      commit()
      // Past the last cell Tab leaves the grid, so that nobody is caught in it.
      if (next) {
        take()
        go(next)
      }
      return
    }
    if (ctrl && !editing) {
      const letter = key.toLowerCase()
      if (letter === 'd') {
        take()
        return fillDown()
      }
      if (letter === 'z') {
        take()
        return lines.undo()
      }
      if (letter === 'a') {
        take()
        return setSelection({
          from: { row: 0, col: 0 },
          to: { row: Math.max(0, rows.length - 1), col: columns.length - 1 },
        })
      }
      if (key === 'Backspace' || key === '-') {
        take()
        if (row < rows.length) removeLine(row)
        return
      }
    }
    if (key === 'F2') {
      take()
      return begin()
    }
    if (!editing && (key === 'Delete' || key === 'Backspace')) {
      take()
      return clear()
    }
    const step = {
      ArrowUp: [-1, 0],
      ArrowDown: [1, 0],
      ArrowLeft: [0, -1],
      ArrowRight: [0, 1],
      Home: [0, -99],
      End: [0, 99],
      PageUp: [-10, 0],
      PageDown: [10, 0],
    }[key] as [number, number] | undefined
    if (!step) return
    // While one types, left and right belong to the text.
    if (editing && step[0] === 0) return
    take()
    commit()
    go(
      stepped(
        { from: selection.from, to: { row, col } },
        step[0] * (ctrl ? 999 : 1),
        step[1] * (ctrl ? 999 : 1),
        size,
        shiftKey && !editing,
      ),
    )
  }
  const copy = (event: ClipboardEvent) => {
    if (typed !== null) return
    event.preventDefault()
    const table = rows
      .slice(range.top, range.bottom + 1)
      .map((line, index) =>
        columns
          .slice(range.left, range.right + 1)
          .map((one) =>
            plainText(
              one.name,
              line,
              products.get(line.product ?? ''),
              result.lines[range.top + index],
              head,
            ),
          ),
      )
    event.clipboardData.setData('text/plain', writeTable(table))
  }
  const paste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text/plain')
    if (!text || (typed !== null && !/[\t\n]/.test(text))) return
    event.preventDefault()
    setTyped(null)
    const cells = pasted(parseTable(text), selection, size)
    const { wanted } = withCells(rows, columns, cells, head.untaxed)
    lines.change((now) => withCells(now, columns, cells, head.untaxed).lines)
    for (const one of wanted) void resolve(one.row, one.words)
  }

  const point = (place: number, index: number, event: PointerEvent) => {
    const isCursor = place === row && index === col
    if (isCursor && inside && typed !== null) return
    event.preventDefault()
    commit()
    if (event.pointerType === 'mouse') dragging.current = true
    setInside(true)
    // A second tap on a phone opens the cell.
    if (isCursor && inside && event.pointerType !== 'mouse') return begin()
    go(event.shiftKey ? { from: selection.from, to: { row: place, col: index } } : at(place, index))
  }

  const cursorInput = (problem: string | undefined) => (
    <>
      <input
        ref={input}
        className={typed === null ? 'sheet-input resting' : 'sheet-input'}
        value={typed ?? ''}
        readOnly={!column.fill}
        inputMode={column.right && column.name !== 'tax_rate' ? 'decimal' : 'text'}
        {...(column.name === 'tax_rate' ? { list: taxesId } : {})}
        autoComplete="off"
        spellCheck={false}
        aria-label={`${say(column.label)} ${row + 1}`}
        aria-invalid={problem !== undefined}
        {...(picking
          ? {
              role: 'combobox',
              'aria-expanded': true,
              'aria-controls': menuId,
              'aria-activedescendant': `${menuId}-${active}`,
            }
          : {})}
        onChange={(event) => {
          setTyped(event.target.value)
          setActive(0)
        }}
        onKeyDown={press}
        onCopy={copy}
        onCut={(event) => {
          copy(event)
          if (typed === null) clear()
        }}
        onPaste={paste}
      />
      {picking && (
        <ProductMenu
          anchor={input}
          id={menuId}
          found={found.data}
          typed={typed}
          active={active}
          onPick={pick}
          onMake={makes ? () => void makeProduct() : undefined}
        />
      )}
    </>
  )

  const wrongs = rows.flatMap((line, place) =>
    columns.flatMap(({ name, label, fill }) => {
      const says =
        (fill ? lines.problems[`${line.key}.${name}`] : undefined) ??
        cellProblem(fill, line, result.lines[place])
      return says ? [{ place, name, label, says }] : []
    }),
  )
  // That of the cell under the cursor, else the first.
  const wrong = wrongs.find((one) => one.place === row && one.name === column.name) ?? wrongs[0]

  return (
    <>
      <div className="sheet-scroll">
        <table
          className="sheet"
          role="grid"
          aria-label={say(words.lines)}
          aria-rowcount={size.rows}
          style={{ minWidth: columns.reduce((sum, one) => sum + one.width, 32 + 32) }}
          onBlur={(event) => {
            if (event.currentTarget.contains(event.relatedTarget)) return
            commit()
            setInside(false)
          }}
          onFocus={() => setInside(true)}
          onPointerUp={() => void (dragging.current = false)}
        >
          <colgroup>
            <col style={{ width: 32 }} />
            {columns.map((one) => (
              <col
                key={one.name}
                {...(one.name === 'product' ? {} : { style: { width: one.width } })}
              />
            ))}
            <col style={{ width: 32 }} />
          </colgroup>
          <thead>
            <tr>
              <th />
              {columns.map((one) => (
                <th
                  key={one.name}
                  className={one.right ? 'num' : one.name === 'product' ? 'pinned' : ''}
                  scope="col"
                >
                  {say(one.label)}
                </th>
              ))}
              <th />
            </tr>
          </thead>
          <tbody>
            {Array.from({ length: size.rows }, (_, place) => {
              const line = lineAt(place)
              return (
                <LineRow
                  key={line?.key ?? 'next'}
                  place={place}
                  line={line}
                  product={products.get(line?.product ?? '')}
                  told={result.lines[place]}
                  head={head}
                  columns={columns}
                  range={inside ? range : null}
                  cursor={place === row ? { col, input: cursorInput } : null}
                  isWriting={typed !== null}
                  refused={(name) => line && lines.problems[`${line.key}.${name}`]}
                  isMarked={marked.has(place)}
                  onPress={(index, event) => point(place, index, event)}
                  onEnter={(index) =>
                    dragging.current &&
                    setSelection((now) => ({ from: now.from, to: { row: place, col: index } }))
                  }
                  onOpen={begin}
                  onRemove={() => removeLine(place)}
                />
              )
            })}
          </tbody>
        </table>
        <datalist id={taxesId}>
          {Object.entries(head.untaxed ?? {}).map(([name, label]) => (
            <option key={name} value={say(label)} />
          ))}
        </datalist>
      </div>
      {wrong && typed === null ? (
        <p className="small bad quote-keys" role="status">
          {say(words.wrong_cell, {
            n: wrong.place + 1,
            column: say(wrong.label),
            says: wrong.says,
          })}
        </p>
      ) : (
        <p className="small ink-3 quote-keys">{say(words.keys)}</p>
      )}
    </>
  )
}
