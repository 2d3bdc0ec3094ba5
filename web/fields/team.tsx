// How is a team shown, chosen and asked for? As any reference.
import type { FieldParts } from './field-parts.ts'
import { RefCell, RefFilter, RefInput, refOperators } from './ref.tsx'

export const team: FieldParts<'team'> = {
  Cell: RefCell,
  Input: RefInput,
  Filter: RefFilter,
  width: 112,
  operators: refOperators,
}
