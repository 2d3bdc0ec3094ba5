// Where are the hands while a drawer lies over the page? In its first field; and when it is gone, where they were before.
import { useEffect, useState } from 'react'
import type { RefObject } from 'react'

const fields = 'input:not([type="hidden"]), textarea, [contenteditable="true"]'

/** Nothing on the page has them: a page that is to be used by keys may take them. */
export function handsAreFree(): boolean {
  const at = document.activeElement
  return !at || at === document.body || at.id === 'content'
}

/** They lie on the page, so that the next Tab is in it and not at the begin of the menu. */
export function handsOnPage(): void {
  if (handsAreFree()) document.getElementById('content')?.focus({ preventScroll: true })
}

/**
 * For a part that is there only while it is open. It puts the focus into the first field of the box, if one is given and
 * nothing in it has the focus; when the part goes, whatever had the focus before has it again, unless somebody went on.
 */
export function useHands(box?: RefObject<HTMLElement | null>): void {
  const [before] = useState(() => document.activeElement)
  useEffect(() => {
    // The drawer takes the focus itself once it is drawn, which may be after this; then it is taken from the drawer.
    const isNobodys = (at: Element | null): boolean =>
      !at || at === document.body || at === before || at.matches('.ant-drawer')
    let left = 16
    const look = (): void => {
      const node = box?.current
      if (node && isNobodys(document.activeElement)) {
        // Where nothing is to be filled in, what is left is to do it.
        const first =
          node.querySelector<HTMLElement>(fields) ??
          node
            .closest('.ant-drawer')
            ?.querySelector<HTMLElement>('.ant-drawer-footer .ant-btn-primary')
        first?.focus({ preventScroll: true })
      }
      if (box && --left) timer = setTimeout(look, 30)
    }
    let timer = setTimeout(look, 30)
    const back = (): void => {
      const lost = !document.activeElement || document.activeElement === document.body
      if (lost && before instanceof HTMLElement && before.isConnected)
        before.focus({ preventScroll: true })
    }
    return () => {
      clearTimeout(timer)
      // At once, so that what opens next with the same breath knows where the hands were; and once more when all is drawn.
      back()
      requestAnimationFrame(back)
    }
  }, [box, before])
}
