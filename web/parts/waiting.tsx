// What does one see while something is on its way? Nothing for 300 ms, then still lines at row height.
import { useEffect, useState } from 'react'
import { t } from '#web/words.ts'

/** Whether it has been a while: what comes at once needs no sign that it is coming. */
export function useLate(): boolean {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 300)
    return () => clearTimeout(timer)
  }, [])
  return late
}

export function Waiting({ rows = 8, tall = false }: { rows?: number; tall?: boolean }) {
  const late = useLate()
  if (!late) return null
  return (
    <div className={tall ? 'waiting tall' : 'waiting'} role="status" aria-label={t('loading')}>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="waiting-row">
          <i style={{ width: `${38 + ((row * 37) % 45)}%` }} />
        </div>
      ))}
    </div>
  )
}
