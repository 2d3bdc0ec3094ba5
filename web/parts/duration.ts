// How is a length of time said: 3 天, 2 个工作日, 8 个工作小时?
import type { Duration } from '#kernel/time/working-time.ts'
import { say } from '#web/words.ts'

const words = {
  days: { zh: '{n} 天', en: '{n} d' },
  working_days: { zh: '{n} 个工作日', en: '{n} working {n:day|days}' },
  working_hours: { zh: '{n} 个工作小时', en: '{n} working h' },
} as const

export function durationWords(duration: Duration): string {
  if (duration.working_hours !== undefined)
    return say(words.working_hours, { n: duration.working_hours })
  if (duration.working_days !== undefined)
    return say(words.working_days, { n: duration.working_days })
  return say(words.days, { n: duration.days ?? 0 })
}
