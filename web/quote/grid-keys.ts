// What does a key do in the lines of a quote? What it does in any spreadsheet.
import type { KeyboardEvent } from 'react'
import { isComposing } from '#web/parts/composing.ts'
import { makeAt } from './product-menu.tsx'
import { at, stepped, tabbed } from './sheet.ts'
import type { Cursor } from './use-cursor.ts'

const steps: Readonly<Record<string, readonly [rows: number, cols: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  Home: [0, -99],
  End: [0, 99],
  PageUp: [-10, 0],
  PageDown: [10, 0],
}

export function press(event: KeyboardEvent<HTMLInputElement>, cursor: Cursor): void {
  if (isComposing(event)) return
  const { key } = event
  const ctrl = event.ctrlKey || event.metaKey
  const editing = cursor.typed !== null
  const take = () => event.preventDefault()
  if (cursor.picking && (key === 'ArrowDown' || key === 'ArrowUp')) {
    take()
    return chooseNext(cursor, key === 'ArrowDown')
  }
  if (key === 'Escape' && editing) {
    take()
    event.stopPropagation()
    return cursor.setTyped(null)
  }
  if (key === 'Enter') {
    take()
    return ctrl ? cursor.commit() : enter(cursor, event.shiftKey)
  }
  if (key === 'Tab') return tab(cursor, event.shiftKey, take)
  if (ctrl && !editing) {
    const work = command(cursor, key)
    if (work) {
      take()
      return work()
    }
  }
  if (key === 'F2') {
    take()
    return cursor.begin()
  }
  if (key === 'F4' || key === 'F7') {
    take()
    cursor.commit()
    return key === 'F4' ? cursor.choose(cursor.row) : cursor.toggleOption(cursor.row)
  }
  if (event.altKey && !editing && (key === 'ArrowUp' || key === 'ArrowDown')) {
    take()
    return cursor.moveLine(key === 'ArrowDown')
  }
  if (!editing && (key === 'Delete' || key === 'Backspace')) {
    take()
    return cursor.clear()
  }
  const step = Object.hasOwn(steps, key) ? steps[key] : undefined
  // While one types, left and right belong to the text.
  if (!step || (editing && step[0] === 0)) return
  take()
  cursor.commit()
  const { selection, row, col, size } = cursor
  const far = ctrl ? 999 : 1
  cursor.go(
    stepped(
      { from: selection.from, to: { row, col } },
      step[0] * far,
      step[1] * far,
      size,
      event.shiftKey && !editing,
    ),
  )
}

/** The one below or above in the list of products; the last leads to the first. */
function chooseNext({ found, makes, active, setActive }: Cursor, down: boolean): void {
  const count = makes ? makeAt(found) + 1 : (found?.length ?? 0)
  setActive(count ? (active + (down ? 1 : count - 1)) % count : 0)
}

function enter(cursor: Cursor, back: boolean): void {
  const { makes, active, found, row, col, size } = cursor
  if (makes && active === makeAt(found)) return void cursor.makeProduct()
  const product = cursor.offered()
  if (product) return cursor.pick(product)
  cursor.commit()
  cursor.go(stepped(at(row, col), back ? -1 : 1, 0, size))
}

function tab(cursor: Cursor, back: boolean, take: () => void): void {
  const { row, col, size, columns } = cursor
  const product = cursor.offered()
  if (product) {
    take()
    return cursor.pick(product)
  }
  const next = tabbed(at(row, col), back, size, (index) => columns[index]?.fill !== null)
  cursor.commit()
  // An empty next line is one cell.
  if (!back && row === size.rows - 1 && !cursor.typed?.trim()) return
  // Past the last cell Tab leaves the grid, so that nobody is caught in it.
  if (!next) return
  take()
  cursor.go(next)
}

/** What Ctrl or ⌘ does with the key. */
function command(cursor: Cursor, key: string): (() => void) | undefined {
  const { lines, columns, row } = cursor
  const rows = lines.lines.length
  switch (key.toLowerCase()) {
    case 'd':
      return cursor.fillDown
    case 'z':
      return lines.undo
    case 'a':
      return () =>
        cursor.select({
          from: { row: 0, col: 0 },
          to: { row: Math.max(0, rows - 1), col: columns.length - 1 },
        })
    case 'backspace':
    case '-':
      return () => {
        if (row < rows) cursor.removeLine(row)
      }
    default:
      return undefined
  }
}
