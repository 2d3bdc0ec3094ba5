// Which tags and texts follow each other in the XML of a workbook or a letter, piece by piece?
import { refuse } from '#kernel/error.ts'

/**
 * What is told while reading; tag names come without namespace prefix, attributes as they are
 * written.
 */
export interface XmlListener {
  readonly open: (tag: string, attributes: string) => void
  readonly close: (tag: string) => void
  readonly text: (text: string) => void
}

/** A tag or text of more characters than this is an attack on memory: a cell holds 32,767. */
const longest = 2 * 1024 * 1024

const damaged = (what: string): never => refuse('malformed', { reason: `XML ${what}` })

/**
 * A reader of the XML that office files are made of, given in pieces of any size. It knows no document
 * types, so there are no entities to expand and nothing outside to fetch: a `<!DOCTYPE` is refused
 * as `malformed`.
 */
export class XmlReader {
  readonly #to: XmlListener
  #rest = ''
  constructor(to: XmlListener) {
    this.#to = to
  }

  /** Takes the next piece and tells of everything that is complete. */
  push(piece: string): void {
    const xml = this.#rest === '' ? piece : this.#rest + piece
    let at = 0
    while (at < xml.length) {
      const next = xml.charCodeAt(at) === 60 ? this.#markup(xml, at) : this.#text(xml, at)
      if (next < 0) break
      at = next
    }
    this.#rest = at === 0 ? xml : xml.slice(at)
    if (this.#rest.length > longest) refuse('too-large', { limit: `${longest}` })
  }

  /** Nothing comes any more; what is half told is damage. */
  end(): void {
    if (this.#rest.trim() !== '') damaged('ends too early')
  }

  #text(xml: string, at: number): number {
    const end = xml.indexOf('<', at)
    if (end < 0) return -1
    this.#to.text(unescapeXml(xml.slice(at, end)))
    return end
  }

  /** Returns where the tag ends, or -1 where more is needed to know. */
  #markup(xml: string, at: number): number {
    const second = xml.charCodeAt(at + 1)
    if (second === 33) return this.#declaration(xml, at)
    if (second === 63) return after(xml, '?>', at)
    const end = tagEnd(xml, at + 1)
    if (end < 0) return -1
    if (second === 47) {
      this.#to.close(local(xml.slice(at + 2, end).trimEnd()))
      return end + 1
    }
    const alone = xml.charCodeAt(end - 1) === 47
    const inside = xml.slice(at + 1, alone ? end - 1 : end)
    const space = inside.search(/\s/)
    const tag = local(space < 0 ? inside : inside.slice(0, space))
    this.#to.open(tag, space < 0 ? '' : inside.slice(space))
    if (alone) this.#to.close(tag)
    return end + 1
  }

  #declaration(xml: string, at: number): number {
    if (xml.length - at < 9) return -1
    if (xml.startsWith('<!--', at)) return after(xml, '-->', at + 4)
    if (!xml.startsWith('<![CDATA[', at)) return damaged('with a document type')
    const end = xml.indexOf(']]>', at)
    if (end < 0) return -1
    this.#to.text(xml.slice(at + 9, end))
    return end + 3
  }
}

function after(xml: string, mark: string, from: number): number {
  const end = xml.indexOf(mark, from)
  return end < 0 ? -1 : end + mark.length
}

/** A ">" inside a quoted attribute does not end the tag. */
function tagEnd(xml: string, from: number): number {
  const quick = xml.indexOf('>', from)
  if (quick < 0) return -1
  let quote = 0
  for (let at = from; at < xml.length; at++) {
    const char = xml.charCodeAt(at)
    if (quote !== 0) {
      if (char === quote) quote = 0
    } else if (char === 34 || char === 39) quote = char
    else if (char === 62) return at
  }
  return -1
}

const local = (tag: string): string => tag.slice(tag.indexOf(':') + 1)

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function unescapeXml(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&([^;&\s]{0,12});?/g, (_whole, name: string) => {
    const code = /^#x[0-9a-f]+$/i.test(name)
      ? parseInt(name.slice(2), 16)
      : /^#\d+$/.test(name)
        ? Number(name.slice(1))
        : -1
    if (code >= 0) return code <= 0x10ffff ? String.fromCodePoint(code) : damaged('character')
    return Object.hasOwn(named, name) ? (named[name] ?? '') : damaged('entity')
  })
}

/** The value of an attribute, or undefined; a prefix in the file does not count. */
export function attribute(attributes: string, name: string): string | undefined {
  let at = attributes.indexOf(name)
  while (at >= 0) {
    const before = attributes.charCodeAt(at - 1)
    const value = /^\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(
      attributes.slice(at + name.length, at + name.length + 4096),
    )
    if (
      value &&
      (before === 32 || before === 58 || before === 10 || before === 9 || before === 13)
    ) {
      return unescapeXml(value[1] ?? value[2] ?? '')
    }
    at = attributes.indexOf(name, at + 1)
  }
  return undefined
}

/** `_x000D_` is how a workbook writes a character that XML cannot. */
export const unescapeCell = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_whole, code: string) =>
        String.fromCharCode(parseInt(code, 16)),
      )
    : text
