// Which kinds of field are there? The registry; a kind that is missing here does not compile.
import type { FieldDef, FieldKind, Kind } from '../field.ts'
import { address } from './address.ts'
import { autoNumber } from './auto-number.ts'
import { choice } from './choice.ts'
import { date } from './date.ts'
import { datetime } from './datetime.ts'
import { decimal } from './decimal.ts'
import { email } from './email.ts'
import { file } from './file.ts'
import { formula } from './formula.ts'
import { image } from './image.ts'
import { integer } from './integer.ts'
import { lines } from './lines.ts'
import { longText } from './long-text.ts'
import { money } from './money.ts'
import { multiChoice } from './multi-choice.ts'
import { percent } from './percent.ts'
import { person } from './person.ts'
import { phone } from './phone.ts'
import { ref } from './ref.ts'
import { richText } from './rich-text.ts'
import { rollup } from './rollup.ts'
import { stage } from './stage.ts'
import { team } from './team.ts'
import { text } from './text.ts'
import { url } from './url.ts'
import { yesNo } from './yes-no.ts'

export const kinds: { readonly [K in Kind]: FieldKind<K> } = {
  text,
  long_text: longText,
  rich_text: richText,
  integer,
  decimal,
  money,
  percent,
  date,
  datetime,
  yes_no: yesNo,
  choice,
  multi_choice: multiChoice,
  stage,
  person,
  team,
  ref,
  lines,
  file,
  image,
  phone,
  email,
  url,
  address,
  auto_number: autoNumber,
  formula,
  rollup,
}

/** The kind of a field, for callers that hold any field: the registry pairs each with its own kind. */
export const kindOf = (field: FieldDef): FieldKind => kinds[field.kind] as unknown as FieldKind
