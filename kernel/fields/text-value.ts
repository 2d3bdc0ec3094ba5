// How is any kind of text taken in? Trimmed, NFC, without control characters, within its length.
import type { Problems } from '../error.ts'

// Control characters but for tab and line ends; PostgreSQL refuses NUL and nobody types the others.
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/

/** Text as it is stored, or null with a problem. `lines` keeps line ends. */
export function textValue(
  value: unknown,
  path: string,
  problems: Problems,
  max: number,
  lines = false,
): string | null {
  if (typeof value !== 'string') {
    problems.add(path, 'wrong-type', { expected: { zh: '文本', en: 'text' } })
    return null
  }
  const text = lines
    ? value.normalize('NFC').trim()
    : value.normalize('NFC').replace(/\s+/g, ' ').trim()
  if (control.test(text) || !text.isWellFormed()) {
    problems.add(path, 'wrong-type', { expected: { zh: '文本', en: 'text' } })
    return null
  }
  if ([...text].length > max) {
    problems.add(path, 'too-long', { max })
    return null
  }
  return text === '' ? null : text
}
