// How is something of the menu taken by the mouse and put before its like?
import { useEffect, useRef, useState } from 'react'
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine'
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'

/** A group, or an item with the group that it stands in. */
export type Held = { readonly group: string } | { readonly item: string; readonly from: string }

/** The place of the thing, the handle that it is taken by, and how it looks meanwhile. */
export function useHeld(
  held: Held,
  takes: (other: Held) => boolean,
  onDrop: (other: Held) => void,
) {
  const place = useRef<HTMLElement>(null)
  const handle = useRef<HTMLElement>(null)
  const [look, setLook] = useState<'over' | 'dragged' | null>(null)
  const now = useRef({ held, takes, onDrop })
  useEffect(() => {
    now.current = { held, takes, onDrop }
  })
  useEffect(() => {
    const element = place.current
    if (!element) return
    const other = (data: Record<string | symbol, unknown>) => data as unknown as Held
    return combine(
      draggable({
        element,
        ...(handle.current ? { dragHandle: handle.current } : {}),
        getInitialData: () => ({ ...now.current.held }),
        onDragStart: () => setLook('dragged'),
        onDrop: () => setLook(null),
      }),
      dropTargetForElements({
        element,
        canDrop: ({ source }) => now.current.takes(other(source.data)),
        onDragEnter: () => setLook('over'),
        onDragLeave: () => setLook(null),
        onDrop: ({ source, location }) => {
          setLook(null)
          // What lies deeper has taken it already.
          if (location.current.dropTargets[0]?.element === element)
            now.current.onDrop(other(source.data))
        },
      }),
    )
  }, [])
  return { place, handle, look: look ?? '' }
}
