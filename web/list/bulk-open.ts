// Which of the chosen rows can an action be done to, as far as the list knows?
import type { MetaAction } from '#kernel/api/meta.ts'
import type { Row } from '#kernel/object.ts'

/** Whether the stage that the list shows opens the action; the rest is known when it is tried. */
export const isOpenIn = (action: MetaAction | undefined, row: Row): boolean =>
  !action?.from || typeof row.stage !== 'string' || action.from.includes(row.stage)
