// How is one figure of the cockpit framed? Name, a fact beside it, the number, its drawing.
import type { ReactNode } from 'react'

export interface TileProps {
  title: ReactNode
  side?: ReactNode
  figure: ReactNode
  children: ReactNode
}

export function Tile({ title, side, figure, children }: TileProps) {
  return (
    <section className="tile">
      <header>
        <h2>{title}</h2>
        <span className="small ink-3">{side}</span>
      </header>
      <p className="figure">{figure}</p>
      {children}
    </section>
  )
}
