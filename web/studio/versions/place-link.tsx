// How does a sentence about a place of the model lead to it?
import type { ReactNode } from 'react'
import { Link } from '@tanstack/react-router'
import { spotOf } from './spot.ts'

/** What is said of a place; where a room shows it, it leads there. */
export function PlaceLink({ path, children }: { path: string; children: ReactNode }) {
  const spot = spotOf(path)
  if (!spot) return <>{children}</>
  return (
    <Link to="/studio/$room" params={{ room: spot.room }} search={spot.search}>
      {children}
    </Link>
  )
}
