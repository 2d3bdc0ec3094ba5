// What is a phone field? A number in one written form, so that the same phone is found however it was typed.
import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import type { FieldKind } from '../field.ts'
import { textValue } from './text-value.ts'

/** `13800138000` and `051266668888` for mainland numbers, `+4930…` for others; what is no full number stays as it was typed. */
export function normalPhone(text: string): string {
  // A spreadsheet that took the number for a number may have left `.0` behind it.
  const typed = text
    .normalize('NFKC')
    .replace(/[\s\-()]/g, '')
    .replace(/^(\+?\d{7,})\.0$/, '$1')
  // Nine of ten numbers here; asking for each of them costs more than all the rest of its field.
  if (/^1[3-9]\d{9}$/.test(typed)) return typed
  const number = parsePhoneNumberFromString(typed, 'CN')
  if (!number?.isPossible()) return typed
  // As it is dialled here: a landline keeps the 0 before its area.
  return number.country === 'CN' || number.countryCallingCode === '86'
    ? number.formatNational().replace(/\D/g, '')
    : number.number
}

export const phone: FieldKind<'phone'> = {
  kind: 'phone',
  column: 'text',
  type: () => ({ type: 'text' }),
  parse: (value, _field, path, problems) => {
    const text = textValue(typeof value === 'number' ? String(value) : value, path, problems, 40)
    if (text === null) return null
    if (
      /^[\d\s+\-()（）#*.转ext,;/]+$/iu.test(text.normalize('NFKC')) &&
      (text.match(/\p{Nd}/gu)?.length ?? 0) >= 3
    )
      return normalPhone(text)
    problems.add(path, 'wrong-type', { expected: { zh: '电话号码', en: 'phone number' } })
    return null
  },
  aggregates: ['count'],
  openapi: () => ({ type: ['string', 'null'], maxLength: 40 }),
}
