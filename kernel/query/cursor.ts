// Where does the next page begin? After these sort values; a cursor is opaque to whoever holds it.

/** The sort keys of the last row of the page before, as text, in the order of the sort. */
export type Cursor = readonly (string | null)[]

const toUrl = (text: string): string =>
  text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
const fromUrl = (text: string): string => text.replaceAll('-', '+').replaceAll('_', '/')

export const writeCursor = (cursor: Cursor): string =>
  toUrl(btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify(cursor)))))

/** The cursor, or null where the text is none or belongs to another sort. */
export function readCursor(text: string, keys: number): Cursor | null {
  if (text.length > 4000 || !/^[\w-]+$/.test(text)) return null
  try {
    const bytes = Uint8Array.from(atob(fromUrl(text)), (one) => one.charCodeAt(0))
    const list: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    const good =
      Array.isArray(list) &&
      list.length === keys &&
      list.every((one) => one === null || (typeof one === 'string' && !one.includes('\0')))
    return good ? (list as (string | null)[]) : null
  } catch {
    return null
  }
}
