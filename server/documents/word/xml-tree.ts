// What stands in one XML part of a Word file? Read whole into plain nodes, as deep and as large as a letter can be.
import { refuse } from '#kernel/error.ts'
import { attribute, XmlReader } from '#server/files/xml-reader.ts'

export interface Node {
  /** Without its namespace. */
  readonly tag: string
  readonly attributes: string
  readonly children: Node[]
  text: string
}

/** Tables in tables in tables: nobody writes deeper, and what walks the tree stays far from the end of the stack. */
const deepest = 160
/** A book of some thousand pages. */
const mostNodes = 900_000

/** The root of a part; refuses what is no XML, names a document type, or is too deep or too large. */
export function readTree(xml: string, what: string): Node {
  const root: Node = { tag: '', attributes: '', children: [], text: '' }
  const path: Node[] = [root]
  let count = 0
  const reader = new XmlReader({
    open(tag, attributes) {
      if (path.length > deepest)
        refuse('malformed', { reason: `docx: ${what}: deeper than ${deepest}` })
      if ((count += 1) > mostNodes) refuse('too-large', { limit: `${mostNodes}` })
      const node: Node = { tag, attributes, children: [], text: '' }
      path.at(-1)!.children.push(node)
      path.push(node)
    },
    close(tag) {
      if (path.length < 2 || path.pop()!.tag !== tag)
        refuse('malformed', { reason: `docx: ${what}: </${tag.slice(0, 40)}>` })
    },
    text(text) {
      path.at(-1)!.text += text
    },
  })
  reader.push(xml)
  reader.end()
  const [first] = root.children
  if (path.length !== 1 || !first)
    return refuse('malformed', { reason: `docx: ${what}: XML ends too early` })
  return first
}

/** The first child of that name. */
export const child = (node: Node | undefined, tag: string): Node | undefined =>
  node?.children.find((one) => one.tag === tag)

export const childrenOf = (node: Node | undefined, tag: string): Node[] =>
  node?.children.filter((one) => one.tag === tag) ?? []

/** A child by a path of names. */
export const within = (node: Node | undefined, ...tags: string[]): Node | undefined =>
  tags.reduce<Node | undefined>(child, node)

/** The first node of that name anywhere below. */
export function below(node: Node | undefined, tag: string): Node | undefined {
  for (const one of node?.children ?? []) {
    const found = one.tag === tag ? one : below(one, tag)
    if (found) return found
  }
  return undefined
}

export const given = (node: Node | undefined, name: string): string | undefined =>
  node ? attribute(node.attributes, name) : undefined

/** A whole number in the bounds of what a page can hold; Word counts in twentieths of a point. */
export function numberOf(text: string | undefined, most = 200_000): number | undefined {
  if (text === undefined) return undefined
  const value = Number.parseFloat(text)
  return Number.isFinite(value) ? Math.max(-most, Math.min(most, value)) : undefined
}

/** Points from twips. */
export function points(node: Node | undefined, ...names: string[]): number | undefined {
  for (const name of names) {
    const value = numberOf(given(node, name))
    if (value !== undefined) return value / 20
  }
  return undefined
}

/** `<w:b/>` is yes, `<w:b w:val="0"/>` is no, nothing is nothing. */
export function flag(parent: Node | undefined, tag: string): boolean | undefined {
  const node = child(parent, tag)
  if (!node) return undefined
  const value = given(node, 'val')
  return !(value === '0' || value === 'false' || value === 'off' || value === 'none')
}
