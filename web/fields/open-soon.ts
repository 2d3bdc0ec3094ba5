// When does a list of choices open by itself? Once the popover around it stands where it belongs.
import { useEffect, useState } from 'react'

export function useOpenSoon(wanted: boolean): [boolean, (open: boolean) => void] {
  const [open, setOpen] = useState(false)
  useEffect(() => {
    if (!wanted) return
    const timer = setTimeout(() => setOpen(true), 180)
    return () => clearTimeout(timer)
    // Only at first: later the person opens and closes it.
  }, [])
  return [open, setOpen]
}
