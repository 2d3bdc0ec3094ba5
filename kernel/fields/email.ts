// What is an e-mail field?
import type { FieldKind } from '../field.ts'
import { textValue } from './text-value.ts'

const address =
  /^[^\s\p{Cc}@<>"(),;:\\[\]]{1,64}@[^\s\p{Cc}@<>"(),;:\\[\]]+\.[^\s\p{Cc}@<>"(),;:\\[\]]{2,}$/u

/** The only addresses that we know: no comments, groups, quotes or lists, which readers understand in different ways. */
export const isAddress = (text: string): boolean => text.length <= 254 && address.test(text)

export const email: FieldKind<'email'> = {
  kind: 'email',
  column: 'text',
  type: () => ({ type: 'text' }),
  parse: (value, _field, path, problems) => {
    const text = textValue(value, path, problems, 254)
    if (text === null) return null
    if (isAddress(text)) return text.toLowerCase()
    problems.add(path, 'wrong-type', { expected: { zh: '邮箱', en: 'e-mail' } })
    return null
  },
  aggregates: ['count'],
  openapi: () => ({ type: ['string', 'null'], format: 'email' }),
}
