// Where does the next page begin? After these sort values; a cursor is opaque to whoever holds it.

/** The sort keys of the last row of the page before, as text, in the order of the sort. */
export type Cursor = readonly (string | null)[]

const toUrl = (text: string): string =>
  text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
const fromUrl = (text: string): string => text.replaceAll('-', '+').replaceAll('_', '/')

/** `order` says of which list it is: the object and its sort. */
export const writeCursor = (order: string, cursor: Cursor): string =>
  toUrl(btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify([order, ...cursor])))))

/** The cursor, or null where the text is none or belongs to another list: its values would mean another place there. */
export function readCursor(text: string, order: string, keys: number): Cursor | null {
  if (text.length > 8000 || !/^[\w-]+$/.test(text)) return null
  try {
    const bytes = Uint8Array.from(atob(fromUrl(text)), (one) => one.charCodeAt(0))
    const list: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    if (!Array.isArray(list) || list.length !== keys + 1 || list[0] !== order) return null
    const cursor: unknown[] = list.slice(1)
    const good = cursor.every(
      (one) => one === null || (typeof one === 'string' && !one.includes('\0')),
    )
    return good ? (cursor as (string | null)[]) : null
  } catch {
    return null
  }
}
