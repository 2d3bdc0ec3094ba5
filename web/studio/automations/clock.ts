// Which of the usual times does a schedule mean? What is less usual stays as it is written.

export type Rhythm = 'minutes' | 'day' | 'workdays' | 'week' | 'month' | 'other'

export interface Clock {
  readonly rhythm: Rhythm
  /** Of `minutes`. */
  readonly every: number
  /** 1 = Monday … 6, 0 = Sunday; of `week`. */
  readonly weekday: number
  /** Of `month`. */
  readonly monthday: number
  /** `09:00` */
  readonly time: string
  readonly cron: string
}

const usual = { every: 10, weekday: 1, monthday: 1, time: '09:00' } as const

/** `0 9 * * 1-5` → on working days at 09:00. */
export function clockOf(cron: string): Clock {
  const parts = cron.trim().split(/\s+/)
  const [minute = '', hour = '', day = '', month = '', week = ''] = parts
  const other = { ...usual, rhythm: 'other', cron } as const
  if (parts.length !== 5 || month !== '*') return other
  const every = /^\*\/(\d+)$/.exec(minute)?.[1]
  if (every && hour === '*' && day === '*' && week === '*')
    return { ...usual, rhythm: 'minutes', every: Number(every), cron }
  if (!/^\d{1,2}$/.test(minute) || !/^\d{1,2}$/.test(hour)) return other
  const at = { ...usual, time: `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`, cron }
  if (day === '*' && week === '*') return { ...at, rhythm: 'day' }
  if (day === '*' && week === '1-5') return { ...at, rhythm: 'workdays' }
  if (day === '*' && /^[0-6]$/.test(week)) return { ...at, rhythm: 'week', weekday: Number(week) }
  if (week === '*' && /^\d{1,2}$/.test(day))
    return { ...at, rhythm: 'month', monthday: Number(day) }
  return other
}

export function cronOf({ rhythm, every, weekday, monthday, time, cron }: Clock): string {
  const [hour = '9', minute = '0'] = time.split(':').map((part) => String(Number(part)))
  switch (rhythm) {
    case 'minutes':
      return `*/${every} * * * *`
    case 'day':
      return `${minute} ${hour} * * *`
    case 'workdays':
      return `${minute} ${hour} * * 1-5`
    case 'week':
      return `${minute} ${hour} * * ${weekday}`
    case 'month':
      return `${minute} ${hour} ${monthday} * *`
    case 'other':
      return cron
  }
}
