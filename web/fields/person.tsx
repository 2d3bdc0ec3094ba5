// How is a person shown, chosen and asked for? As any reference, with 我 offered first.
import { say } from '#web/words.ts'
import type { FieldParts } from './field-parts.ts'
import { RefCell, RefFilter, RefInput, refOperators } from './ref.tsx'

/** In a condition: whoever looks at the list. */
const meValue = 'me'

export const person: FieldParts<'person'> = {
  Cell: RefCell,
  Input: RefInput,
  Filter: (props) => (
    <RefFilter {...props} extra={[{ value: meValue, label: say({ zh: '我', en: 'Me' }) }]} />
  ),
  width: 88,
  operators: refOperators,
}
