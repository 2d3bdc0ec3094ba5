// Which parts has a field of each kind? The registry; a kind that is missing here does not compile.
import type { FieldDef, Kind } from '#kernel/field.ts'
import { address } from './address.tsx'
import { autoNumber } from './auto-number.tsx'
import { choice } from './choice.tsx'
import { computedOperators, computedRight, formula, rollup } from './computed.tsx'
import { email, phone, url } from './contact-ways.tsx'
import { date } from './date.tsx'
import { datetime } from './datetime.tsx'
import { decimal } from './decimal.tsx'
import type { FieldParts, Operator } from './field-parts.ts'
import { file } from './file.tsx'
import { image } from './image.tsx'
import { integer } from './integer.tsx'
import { linesWith } from './lines.tsx'
import { longText } from './long-text.tsx'
import { money } from './money.tsx'
import { multiChoice } from './multi-choice.tsx'
import { percent } from './percent.tsx'
import { person } from './person.tsx'
import { ref } from './ref.tsx'
import { richText } from './rich-text.tsx'
import { stage } from './stage.tsx'
import { team } from './team.tsx'
import { text } from './text.tsx'
import { yesNo } from './yes-no.tsx'
import './fields.css'

const fieldParts: { readonly [K in Kind]: FieldParts<K> } = {
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
  lines: linesWith((field) => partsOf(field)),
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

/** The parts of a field, for callers that hold any field: the registry pairs each with its own kind. */
export const partsOf = (field: FieldDef): FieldParts =>
  fieldParts[field.kind] as unknown as FieldParts

export const isRight = (field: FieldDef): boolean =>
  field.kind === 'formula' || field.kind === 'rollup'
    ? computedRight(field)
    : (partsOf(field).right ?? false)

export const operatorsOf = (field: FieldDef): readonly Operator[] =>
  field.kind === 'formula' || field.kind === 'rollup'
    ? computedOperators(field)
    : partsOf(field).operators
