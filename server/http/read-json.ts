// How does a body of JSON come in? Not too deep, without names that reach behind objects, and no number rounded.
import { isUtf8 } from 'node:buffer'
import { Refusal, refuse } from '#kernel/error.ts'

/** Deeper than any form or model needs, far above what would exhaust the stack. */
const deepest = 64

const behind = {
  zh: '不能使用名称「__proto__」',
  en: 'the name “__proto__” is not taken',
}

/** What a double holds exactly, however it is written. */
const exact = (source: string): boolean =>
  source.replace(/^-|[eE].*$|\./g, '').replace(/^0+/, '').length <= 15

/**
 * The value of a JSON text; "" is no body. A number with more than 15 digits stays the text it was, so that each
 * kind of field says what it thinks of it and nothing is rounded on the way. Refuses `malformed`.
 */
export function readJson(text: string): unknown {
  if (text === '') return undefined
  if (tooDeep(text))
    refuse('malformed', {
      reason: { zh: `JSON 嵌套超过 ${deepest} 层`, en: `JSON is nested deeper than ${deepest}` },
    })
  try {
    return JSON.parse(
      text,
      (key: string, value: unknown, context?: { readonly source?: string }) => {
        if (key === '__proto__') refuse('malformed', { reason: behind })
        return typeof value === 'number' && context?.source !== undefined && !exact(context.source)
          ? context.source
          : value
      },
    )
  } catch (error) {
    if (error instanceof Refusal) throw error
    return refuse('malformed', { reason: 'JSON' })
  }
}

/** Bytes as text. JSON is UTF-8; letters of another encoding would be kept as question marks. Refuses `malformed`. */
export const textOf = (body: Buffer): string =>
  isUtf8(body) ? body.toString('utf8') : refuse('malformed', { reason: 'UTF-8' })

/** Counts brackets outside strings; a broken text is for the parser to tell. */
function tooDeep(text: string): boolean {
  let depth = 0
  let inside = false
  for (let i = 0; i < text.length; i++) {
    const sign = text.charCodeAt(i)
    if (inside) {
      if (sign === 92) i++
      else if (sign === 34) inside = false
    } else if (sign === 34) inside = true
    else if (sign === 91 || sign === 123) {
      if (++depth > deepest) return true
    } else if (sign === 93 || sign === 125) depth--
  }
  return false
}
