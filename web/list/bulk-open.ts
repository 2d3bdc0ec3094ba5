// To which of the chosen rows can it be done, as far as the list knows?
import type { MetaAction, MetaObject } from '#kernel/api/meta.ts'
import type { Row } from '#kernel/object.ts'

/** Whether the stage that the list shows opens the action; the rest is known when it is tried. */
export const isOpenIn = (action: MetaAction | undefined, row: Row): boolean =>
  !action?.from || typeof row.stage !== 'string' || action.from.includes(row.stage)

/** Whether the record's stage closes this field to everybody. */
export const isFrozen = (object: MetaObject, row: Row, field: string): boolean =>
  typeof row.stage === 'string' &&
  Boolean(object.frozen?.stages.includes(row.stage) && !object.frozen.except.includes(field))
