// What does a link into this room ask to be opened? Told each time such a link is followed, also the same one again.
import { useEffect } from 'react'
import { useLocation } from '@tanstack/react-router'

/** @param open is handed the end of the address, by name */
export function useAsked(
  open: (asked: Readonly<Record<string, string | undefined>>) => void,
): void {
  const { search, state } = useLocation()
  const visit = state.__TSR_key
  useEffect(() => open(search as Record<string, string | undefined>), [visit])
}
