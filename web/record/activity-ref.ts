// By which field does a follow-up belong to a record of this object?
import type { MetaObject } from '#kernel/api/meta.ts'

/** `lead` for leads, `account` for accounts…; undefined where follow-ups are not about such records. */
export const activityRef = (
  activity: MetaObject | undefined,
  object: string,
): string | undefined =>
  activity && object !== 'activity'
    ? Object.entries(activity.fields).find(
        ([name, field]) => name !== 'id' && field.kind === 'ref' && field.object === object,
      )?.[0]
    : undefined
