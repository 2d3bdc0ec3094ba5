// What is typed into in the grid of a quote? One field, in whichever cell the cursor is; for a product with the list of those found.
import { useId } from 'react'
import { say } from '#web/words.ts'
import { copy, cut, paste } from './grid-clipboard.ts'
import { press } from './grid-keys.ts'
import { ProductMenu } from './product-menu.tsx'
import type { Cursor } from './use-cursor.ts'

interface CursorInputProps {
  cursor: Cursor
  /** The list of rates that have no tax. */
  taxesId: string
  problem: string | undefined
}

export function CursorInput({ cursor, taxesId, problem }: CursorInputProps) {
  const { column, row, typed, picking, active, input } = cursor
  const menuId = useId()
  return (
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
          cursor.setTyped(event.target.value)
          cursor.setActive(0)
        }}
        onKeyDown={(event) => press(event, cursor)}
        onCopy={(event) => copy(event, cursor)}
        onCut={(event) => cut(event, cursor)}
        onPaste={(event) => paste(event, cursor)}
      />
      {picking && (
        <ProductMenu
          anchor={input}
          id={menuId}
          found={cursor.found}
          typed={typed ?? ''}
          active={active}
          onPick={cursor.pick}
          onMake={cursor.makes ? () => void cursor.makeProduct() : undefined}
        />
      )}
    </>
  )
}
