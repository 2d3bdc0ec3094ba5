// How are days and instants written? Pure: text in, text out. Numbers and money: kernel/money/written.ts.
const weekdays = {
  zh: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
}

export interface DateLook {
  /** Today, YYYY-MM-DD; the year is left out where it is the same. */
  today?: string
  /** Always with the year, as on documents. */
  year?: boolean
  weekday?: 'zh' | 'en'
}

/** "2026-11-20" → "11-20 周五"; with the year where it is another one or asked for. */
export function date(value: unknown, look: DateLook = {}): string {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d/.test(value)) return ''
  const day = value.slice(0, 10)
  const short = !look.year && look.today !== undefined && look.today.slice(0, 4) === day.slice(0, 4)
  const named = look.weekday
    ? ` ${weekdays[look.weekday][new Date(`${day}T00:00:00Z`).getUTCDay()]}`
    : ''
  return (short ? day.slice(5) : day) + named
}

/** An instant as day and minute in a time zone: "2026-11-20 16:20". */
export function local(value: unknown, zone: string): string {
  if (typeof value !== 'string') return ''
  const instant = new Date(value)
  if (Number.isNaN(instant.getTime())) return ''
  const parts = Object.fromEntries(
    partsIn(zone)
      .formatToParts(instant)
      .map((part) => [part.type, part.value]),
  )
  return `${parts.year}-${parts.month}-${parts.day} ${parts.hour}:${parts.minute}`
}

const formats = new Map<string, Intl.DateTimeFormat>()
function partsIn(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  })
  formats.set(zone, made)
  return made
}

/** An instant: "16:20" today, "11-20 16:20" this year, "2025-11-20 16:20" else. */
export function instant(value: unknown, zone: string, today: string): string {
  const text = local(value, zone)
  if (!text) return ''
  if (text.startsWith(today)) return text.slice(11)
  return text.slice(0, 4) === today.slice(0, 4) ? text.slice(5) : text
}

/** Today in a time zone, YYYY-MM-DD. */
export const todayIn = (zone: string, now: Date = new Date()): string =>
  local(now.toISOString(), zone).slice(0, 10)

/** Whole days from one date to another; negative where `to` is earlier. */
export const daysBetween = (from: string, to: string): number =>
  Math.round(
    (Date.parse(`${to.slice(0, 10)}T00:00:00Z`) - Date.parse(`${from.slice(0, 10)}T00:00:00Z`)) /
      86_400_000,
  )

/** "2 天 17 小时", "5 分钟": how long something has waited. Not for money matters: those name the date. */
export function span(ms: number, language: 'zh' | 'en'): string {
  const minutes = Math.max(0, Math.floor(ms / 60_000))
  const days = Math.floor(minutes / 1440)
  const hours = Math.floor((minutes % 1440) / 60)
  const zh = language === 'zh'
  if (days)
    return zh
      ? `${days} 天${hours ? ` ${hours} 小时` : ''}`
      : `${days} d${hours ? ` ${hours} h` : ''}`
  if (hours) return zh ? `${hours} 小时` : `${hours} h`
  return zh ? `${minutes} 分钟` : `${minutes} min`
}

/** "1.4 MB". */
export function size(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  const units = ['kB', 'MB', 'GB']
  let value = bytes / 1024
  let unit = 0
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024
    unit += 1
  }
  return `${value.toFixed(value < 10 ? 1 : 0)} ${units[unit]}`
}
