// Which product is meant by what is being typed? A few that fit, below the cell.
import { useLayoutEffect, useState } from 'react'
import type { RefObject } from 'react'
import { createPortal } from 'react-dom'
import { PlusOutlined } from '@ant-design/icons'
import { money } from '#kernel/money/written.ts'
import { say, t } from '#web/words.ts'
import type { ProductFacts } from './draft-line.ts'
import { words } from './words.ts'

interface ProductMenuProps {
  anchor: RefObject<HTMLElement | null>
  id: string
  found: readonly ProductFacts[] | undefined
  typed: string
  active: number
  onPick: (product: ProductFacts) => void
  /** Where one may be made; it stands at `makeAt`. */
  onMake?: (() => void) | undefined
}

/** Its place in the menu: after what was found; where nothing was, it is the first and only choice. */
export const makeAt = (found: readonly ProductFacts[] | undefined): number => found?.length ?? 0

export function ProductMenu({
  anchor,
  id,
  found,
  typed,
  active,
  onPick,
  onMake,
}: ProductMenuProps) {
  const [place, setPlace] = useState<{ left: number; top: number } | null>(null)
  useLayoutEffect(() => {
    const box = anchor.current?.getBoundingClientRect()
    if (!box) return
    // Above the cell where there is no room below it.
    const below = innerHeight - box.bottom > 260
    setPlace({
      left: Math.min(box.left, innerWidth - 372),
      top: below ? box.bottom + 4 : Math.max(8, box.top - 260),
    })
  }, [anchor, typed])
  if (!place) return null
  return createPortal(
    <ul
      id={id}
      role="listbox"
      className="product-menu"
      style={{ left: Math.max(8, place.left), top: place.top }}
    >
      {!found && <li className="ink-3">{t('loading')}</li>}
      {found?.length === 0 && <li className="ink-3">{say(words.no_product, { words: typed })}</li>}
      {found?.map((product, at) => (
        <li
          key={product.id}
          id={`${id}-${at}`}
          role="option"
          aria-selected={at === active}
          className={at === active ? 'active' : ''}
          onPointerDown={(event) => {
            event.preventDefault()
            onPick(product)
          }}
        >
          <span className="ellipsis">{product.name}</span>
          <span className="ink-3 small">{product.number}</span>
          <span className="num">
            {product.list_price ? money(product.list_price, product.currency) : ''}
            {product.unit && <span className="unit">/ {product.unit}</span>}
          </span>
        </li>
      ))}
      {found && onMake && (
        <li
          id={`${id}-${makeAt(found)}`}
          role="option"
          aria-selected={active === makeAt(found)}
          className={active === makeAt(found) ? 'make active' : 'make'}
          onPointerDown={(event) => {
            event.preventDefault()
            onMake()
          }}
        >
          <span className="ellipsis">
            <PlusOutlined /> {say(words.make_product, { words: typed.trim() })}
          </span>
        </li>
      )}
    </ul>,
    document.body,
  )
}
