// How does one line of a panel look? What it is at the left, the box at the right, a hint under it.
import { useId } from 'react'
import type { ReactNode } from 'react'

export interface RowProps {
  label: string
  help?: string | undefined
  /** The box stands under its label, as wide as the panel. */
  wide?: boolean
  children: (id: string) => ReactNode
}

export function Row({ label, help, wide, children }: RowProps) {
  const id = useId()
  return (
    <div className={wide ? 'flow-row wide' : 'flow-row'}>
      <label htmlFor={id}>{label}</label>
      <div>
        {children(id)}
        {help && <p className="small ink-3">{help}</p>}
      </div>
    </div>
  )
}
