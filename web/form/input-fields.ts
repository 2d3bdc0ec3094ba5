// What does an action ask for before it is done?
import type { MetaAction } from '#kernel/api/meta.ts'
import type { NamedField } from './form-fields.ts'

/** The fields of an action's form; none = it is done at once. */
export const inputFields = (action: MetaAction): NamedField[] => Object.entries(action.input ?? {})
