// After a publish: the defaults that were asked for go into the records that are there.
import type { ModelEffects } from '#kernel/api/draft.ts'
import { admin } from '#web/admin/admin-calls.ts'
import { messageOf } from '#web/call.ts'
import { say } from '#web/words.ts'
import type { Decisions } from './effects-list.tsx'

const words = {
  unfilled: {
    zh: 'v{n} 已发布，但没能填上默认值：{why}',
    en: 'v{n} is live, but the default could not be filled in: {why}',
  },
} as const

/**
 * Each field is a job of its own, which whoever publishes finds among theirs.
 * @param version the one that is live now
 * @returns what to tell where a job could not begin, null where all did
 */
export async function fillDefaults(
  version: number,
  effects: ModelEffects | undefined,
  { fill }: Pick<Decisions, 'fill'>,
): Promise<string | null> {
  if (!fill || !effects) return null
  try {
    for (const { object, field, fillable } of effects.defaults)
      if (fillable) await admin.fillDefault(object, field)
    return null
  } catch (error) {
    return say(words.unfilled, { n: version, why: messageOf(error) })
  }
}
