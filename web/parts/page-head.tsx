// What stands in the bar above a page? Its title (or the way to it) and its buttons.
import { createContext, useContext, useEffect } from 'react'
import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { SampleMark } from './sample-mark.tsx'

/** The bar's place in the shell; a page fills it from inside itself. */
export const HeadSlot = createContext<HTMLElement | null>(null)

export interface PageHeadProps {
  /** Shown in the bar and, if it is text, in the browser's tab. */
  title: ReactNode
  /** Small facts beside the title. */
  extra?: ReactNode
  /** Buttons, the one primary last. */
  actions?: ReactNode
  /** The browser tab's text where the title is not plain text. */
  tab?: string
}

export function PageHead({ title, extra, actions, tab }: PageHeadProps) {
  const slot = useContext(HeadSlot)
  const name = tab ?? (typeof title === 'string' ? title : '')
  useEffect(() => {
    document.title = name ? `${name} · OpenLTC` : 'OpenLTC'
  }, [name])
  if (!slot) return null
  return createPortal(
    <>
      <div className="head-title">
        {typeof title === 'string' ? <h1 className="ellipsis">{title}</h1> : title}
        {extra && <span className="head-extra">{extra}</span>}
      </div>
      <SampleMark />
      {actions && <div className="head-actions">{actions}</div>}
    </>,
    slot,
  )
}
